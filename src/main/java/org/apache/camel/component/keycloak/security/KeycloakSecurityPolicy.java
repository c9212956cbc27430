package org.apache.camel.component.keycloak.security;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.AuthorizationPolicy;

/**
 * Lets a route run only for senders with a valid Keycloak access token and the required roles. Options carry the names of
 * the published component. Everything is checked here, without a call to Keycloak for each message; an option that this
 * build cannot honour stops the route from starting.
 *
 * <p>The token is taken off the message. Afterwards {@link VerifiedToken#of(org.apache.camel.Exchange)} gives the sender.
 * Failures: {@link InvalidTokenException}, {@link MissingRoleException}, {@link KeysUnavailableException}.
 */
public class KeycloakSecurityPolicy implements AuthorizationPolicy {

    private String serverUrl;
    private String realm;
    private String clientId;
    private String clientSecret;
    private String username;
    private String password;
    private boolean allRolesRequired = true;
    private boolean allPermissionsRequired = true;
    private boolean useResourceOwnerPasswordCredentials;
    private PublicKey publicKey;
    private boolean useTokenIntrospection;
    private boolean introspectionCacheEnabled = true;
    private long introspectionCacheTtl = 60;
    private boolean validateTokenBinding = true;
    private boolean allowTokenFromHeader = true;
    private boolean preferPropertyOverHeader = true;
    private boolean validateIssuer = true;
    private String expectedAudience;
    private String expectedTokenTypes = "Bearer";
    private String expectedAuthorizedParty;
    private String issuer;
    private String algorithms = "RS256";
    private KeycloakTokenVerifier tokenVerifier;
    private String requiredRoles = "";
    private String requiredPermissions = "";

    public KeycloakSecurityPolicy() {}

    public KeycloakSecurityPolicy(String serverUrl, String realm, String clientId, String clientSecret) {
        this.serverUrl = serverUrl;
        this.realm = realm;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    public KeycloakSecurityPolicy(String serverUrl, String realm, String clientId, String username, String password) {
        this(serverUrl, realm, clientId, null);
        this.username = username;
        this.password = password;
        this.useResourceOwnerPasswordCredentials = true;
    }

    /** Builds the verifier, so that an option that is wrong or not supported stops the route before it starts. */
    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        if (useTokenIntrospection) {
            throw new IllegalArgumentException("useTokenIntrospection is not supported by this build of the keycloak"
                    + " component: tokens are checked by the realm's published keys. Leave it out.");
        }
        if (!validateIssuer) {
            throw new IllegalArgumentException("validateIssuer=false is not supported by this build of the keycloak"
                    + " component: a token of any realm would pass. Set issuer to the one you expect.");
        }
        if (tokenVerifier == null) {
            tokenVerifier = new KeycloakTokenVerifier(rules());
        }
    }

    @Override
    public Processor wrap(Route route, Processor processor) {
        return new KeycloakSecurityProcessor(processor, this, tokenVerifier);
    }

    private TokenRules rules() {
        return TokenRules.forRealm(serverUrl, realm)
                .issuer(issuer)
                .publicKey(publicKey)
                .algorithms(list(algorithms))
                .audience(expectedAudience)
                .types(list(expectedTokenTypes))
                .authorizedParties(list(expectedAuthorizedParty))
                .clientId(clientId)
                .build();
    }

    /** What the header {@code CamelAuthenticationFailurePolicyId} says when this policy refuses. */
    String id() {
        return "keycloak[" + String.join(",", getRequiredRolesAsList()) + "]";
    }

    private static List<String> list(String csv) {
        return csv == null
                ? List.of()
                : Arrays.stream(csv.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    public String getServerUrl() {
        return serverUrl;
    }

    /** Where this process reaches Keycloak, e.g. {@code http://keycloak:8080}. */
    public void setServerUrl(String serverUrl) {
        this.serverUrl = serverUrl;
    }

    public String getRealm() {
        return realm;
    }

    /** The realm whose tokens are accepted. */
    public void setRealm(String realm) {
        this.realm = realm;
    }

    public String getClientId() {
        return clientId;
    }

    /** The client whose roles count besides the realm roles; optional. */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /** Part of the published surface; checking a token locally needs no secret. */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getUsername() {
        return username;
    }

    /** Part of the published surface; checking a token locally needs no user. */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /** Part of the published surface; checking a token locally needs no password. */
    public void setPassword(String password) {
        this.password = password;
    }

    public boolean isAllRolesRequired() {
        return allRolesRequired;
    }

    /** Whether all required roles are needed (default) or any one of them. */
    public void setAllRolesRequired(boolean allRolesRequired) {
        this.allRolesRequired = allRolesRequired;
    }

    public boolean isAllPermissionsRequired() {
        return allPermissionsRequired;
    }

    /** Whether all required permissions are needed (default) or any one of them. */
    public void setAllPermissionsRequired(boolean allPermissionsRequired) {
        this.allPermissionsRequired = allPermissionsRequired;
    }

    public boolean isUseResourceOwnerPasswordCredentials() {
        return useResourceOwnerPasswordCredentials;
    }

    /** Part of the published surface; concerns its admin client only. */
    public void setUseResourceOwnerPasswordCredentials(boolean useResourceOwnerPasswordCredentials) {
        this.useResourceOwnerPasswordCredentials = useResourceOwnerPasswordCredentials;
    }

    public PublicKey getPublicKey() {
        return publicKey;
    }

    /** The one key to trust instead of the realm's published keys; optional. */
    public void setPublicKey(PublicKey publicKey) {
        this.publicKey = publicKey;
    }

    public boolean isUseTokenIntrospection() {
        return useTokenIntrospection;
    }

    /** Not supported: the route does not start when it is set. */
    public void setUseTokenIntrospection(boolean useTokenIntrospection) {
        this.useTokenIntrospection = useTokenIntrospection;
    }

    public boolean isIntrospectionCacheEnabled() {
        return introspectionCacheEnabled;
    }

    /** Goes with introspection. */
    public void setIntrospectionCacheEnabled(boolean introspectionCacheEnabled) {
        this.introspectionCacheEnabled = introspectionCacheEnabled;
    }

    public long getIntrospectionCacheTtl() {
        return introspectionCacheTtl;
    }

    /** Seconds; goes with introspection. */
    public void setIntrospectionCacheTtl(long introspectionCacheTtl) {
        this.introspectionCacheTtl = introspectionCacheTtl;
    }

    public boolean isValidateTokenBinding() {
        return validateTokenBinding;
    }

    /** Refuses a message whose header and property carry different tokens. */
    public void setValidateTokenBinding(boolean validateTokenBinding) {
        this.validateTokenBinding = validateTokenBinding;
    }

    public boolean isAllowTokenFromHeader() {
        return allowTokenFromHeader;
    }

    /** Whether a token may come in a header; otherwise by exchange property only. */
    public void setAllowTokenFromHeader(boolean allowTokenFromHeader) {
        this.allowTokenFromHeader = allowTokenFromHeader;
    }

    public boolean isPreferPropertyOverHeader() {
        return preferPropertyOverHeader;
    }

    /** Which token counts when both are there and binding is not validated. */
    public void setPreferPropertyOverHeader(boolean preferPropertyOverHeader) {
        this.preferPropertyOverHeader = preferPropertyOverHeader;
    }

    public boolean isValidateIssuer() {
        return validateIssuer;
    }

    /** Cannot be switched off: the route does not start when it is. */
    public void setValidateIssuer(boolean validateIssuer) {
        this.validateIssuer = validateIssuer;
    }

    public String getExpectedAudience() {
        return expectedAudience;
    }

    /** What {@code aud} must contain; optional. */
    public void setExpectedAudience(String expectedAudience) {
        this.expectedAudience = expectedAudience;
    }

    public String getExpectedTokenTypes() {
        return expectedTokenTypes;
    }

    /** Accepted values of the claim {@code typ}, comma separated. */
    public void setExpectedTokenTypes(String expectedTokenTypes) {
        this.expectedTokenTypes = expectedTokenTypes;
    }

    public String getExpectedAuthorizedParty() {
        return expectedAuthorizedParty;
    }

    /** Accepted values of {@code azp}, comma separated; optional. */
    public void setExpectedAuthorizedParty(String expectedAuthorizedParty) {
        this.expectedAuthorizedParty = expectedAuthorizedParty;
    }

    public String getIssuer() {
        return issuer;
    }

    /** Extension: the expected {@code iss}, where Keycloak's public address is not the serverUrl. */
    public void setIssuer(String issuer) {
        this.issuer = issuer;
    }

    public String getAlgorithms() {
        return algorithms;
    }

    /** Extension: accepted signature algorithms, comma separated, asymmetric only. */
    public void setAlgorithms(String algorithms) {
        this.algorithms = algorithms;
    }

    public KeycloakTokenVerifier getTokenVerifier() {
        return tokenVerifier;
    }

    /** Extension: a verifier shared with others; replaces the options that say what a token must look like. */
    public void setTokenVerifier(KeycloakTokenVerifier tokenVerifier) {
        this.tokenVerifier = tokenVerifier;
    }

    public String getRequiredRoles() {
        return requiredRoles;
    }

    /** The required roles, comma separated; none means that any valid token will do. */
    public void setRequiredRoles(String requiredRoles) {
        this.requiredRoles = requiredRoles == null ? "" : requiredRoles;
    }

    public void setRequiredRoles(List<String> requiredRoles) {
        setRequiredRoles(requiredRoles == null ? "" : String.join(",", requiredRoles));
    }

    public List<String> getRequiredRolesAsList() {
        return list(requiredRoles);
    }

    public String getRequiredPermissions() {
        return requiredPermissions;
    }

    /** The required permissions, comma separated; none means that any valid token will do. */
    public void setRequiredPermissions(String requiredPermissions) {
        this.requiredPermissions = requiredPermissions == null ? "" : requiredPermissions;
    }

    public void setRequiredPermissions(List<String> requiredPermissions) {
        setRequiredPermissions(requiredPermissions == null ? "" : String.join(",", requiredPermissions));
    }

    public List<String> getRequiredPermissionsAsList() {
        return list(requiredPermissions);
    }
}
