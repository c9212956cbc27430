package org.apache.camel.component.keycloak.security;

/** Names of the headers and exchange properties of the keycloak policy, as the published component spells them. */
// CHECKSTYLE OFF: the published component's class name, kept so that its JAR can take this one's place
public final class KeycloakSecurityConstants {
    // CHECKSTYLE ON

    /** Header that carries a raw access token to the policy. */
    public static final String ACCESS_TOKEN_HEADER = "CamelKeycloakAccessToken";

    /** Exchange property that carries a raw access token to the policy; preferred over the header. */
    public static final String ACCESS_TOKEN_PROPERTY = "CamelKeycloakAccessToken";

    /** Exchange property set by the policy: the verified claims, a {@code Map<String, Object>}. */
    public static final String USER_INFO_PROPERTY = "CamelKeycloakUserInfo";

    /** Exchange property set by the policy: the verified roles, a {@code Set<String>}. */
    public static final String USER_ROLES_PROPERTY = "CamelKeycloakUserRoles";

    private KeycloakSecurityConstants() {}
}
