package org.apache.camel.component.keycloak;

import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.keycloak.admin.client.Keycloak;

/** Options of the producer, named as the published component's. */
@UriParams
public class KeycloakConfiguration implements Cloneable {

    @UriParam
    private String serverUrl;

    @UriParam(defaultValue = "master")
    private String realm = "master";

    @UriParam(defaultValue = "master")
    private String authRealm = "master";

    @UriParam
    private String clientId;

    @UriParam(label = "security", secret = true)
    private String clientSecret;

    @UriParam(label = "security", secret = true)
    private String username;

    @UriParam(label = "security", secret = true)
    private String password;

    @UriParam(label = "security", secret = true)
    private String accessToken;

    @UriParam
    private String operation;

    @UriParam
    private boolean pojoRequest;

    @UriParam
    private Keycloak keycloakClient;

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

    /** The realm to work in. */
    public void setRealm(String realm) {
        this.realm = realm;
    }

    public String getAuthRealm() {
        return authRealm;
    }

    /** The realm that the account below logs in to. */
    public void setAuthRealm(String authRealm) {
        this.authRealm = authRealm;
    }

    public String getClientId() {
        return clientId;
    }

    /** The client to log in with; admin-cli for a user of the master realm. */
    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public String getClientSecret() {
        return clientSecret;
    }

    /** The client's secret, for a service account. */
    public void setClientSecret(String clientSecret) {
        this.clientSecret = clientSecret;
    }

    public String getUsername() {
        return username;
    }

    /** The user to log in as, where there is no service account. */
    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    /** The user's password. */
    public void setPassword(String password) {
        this.password = password;
    }

    public String getAccessToken() {
        return accessToken;
    }

    /** An access token to use instead of logging in. */
    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getOperation() {
        return operation;
    }

    /** What to do: the name of a {@link KeycloakOperations}. */
    public void setOperation(String operation) {
        this.operation =
                operation == null ? null : KeycloakOperations.named(operation).name();
    }

    public boolean isPojoRequest() {
        return pojoRequest;
    }

    /** Not supported by this build. */
    public void setPojoRequest(boolean pojoRequest) {
        this.pojoRequest = pojoRequest;
    }

    public Keycloak getKeycloakClient() {
        return keycloakClient;
    }

    /** A client to use instead of one made from the options above. */
    public void setKeycloakClient(Keycloak keycloakClient) {
        this.keycloakClient = keycloakClient;
    }

    KeycloakConfiguration copy() {
        try {
            return (KeycloakConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
