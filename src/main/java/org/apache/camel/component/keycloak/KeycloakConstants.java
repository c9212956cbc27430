package org.apache.camel.component.keycloak;

/** Message headers of the keycloak producer, as the published component spells them. */
// CHECKSTYLE OFF: the published component's class name, kept so that its JAR can take this one's place
public final class KeycloakConstants {
    // CHECKSTYLE ON

    /** A {@link KeycloakOperations} that takes the place of the endpoint's. */
    public static final String OPERATION = "CamelKeycloakOperation";

    /** The realm to work in, in place of the endpoint's. */
    public static final String REALM_NAME = "CamelKeycloakRealmName";

    /** The user's id (the token's {@code sub}). */
    public static final String USER_ID = "CamelKeycloakUserId";

    /** A realm role's name. */
    public static final String ROLE_NAME = "CamelKeycloakRoleName";

    /** resetUserPassword: the new password; taken off the message once read. */
    public static final String USER_PASSWORD = "CamelKeycloakUserPassword";

    /** resetUserPassword: whether it must be changed at the next login, Boolean, false by default. */
    public static final String PASSWORD_TEMPORARY = "CamelKeycloakPasswordTemporary";

    /** searchUsers: part of a user name, first name, last name or address. */
    public static final String SEARCH_QUERY = "CamelKeycloakSearchQuery";

    /** listUsers, searchUsers: index of the first result, Integer, from 0. */
    public static final String FIRST_RESULT = "CamelKeycloakFirstResult";

    /** listUsers, searchUsers: how many results at most, Integer, 100 by default. */
    public static final String MAX_RESULTS = "CamelKeycloakMaxResults";

    private KeycloakConstants() {}
}
