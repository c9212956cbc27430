package org.apache.camel.component.keycloak;

import jakarta.ws.rs.client.ClientBuilder;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;

/** One use of Keycloak's admin API. */
@UriEndpoint(
        firstVersion = "4.15.0",
        scheme = "keycloak",
        title = "Keycloak",
        syntax = "keycloak:label",
        category = Category.SECURITY,
        producerOnly = true)
public class KeycloakEndpoint extends DefaultEndpoint {

    private static final int CONNECT_TIMEOUT_S = 5;
    private static final int READ_TIMEOUT_S = 15;
    private static final int JSON_PRIORITY = 100;

    @UriPath
    @Metadata(required = true, description = "A name for this endpoint.")
    private final String label;

    @UriParam
    private final KeycloakConfiguration configuration;

    private Keycloak client;

    KeycloakEndpoint(String uri, KeycloakComponent component, String label, KeycloakConfiguration configuration) {
        super(uri, component);
        this.label = label;
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return new KeycloakProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "Consuming Keycloak's events is not supported by this build of the keycloak component");
    }

    public String getLabel() {
        return label;
    }

    public KeycloakConfiguration getConfiguration() {
        return configuration;
    }

    Keycloak client() {
        return client;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        client = configuration.getKeycloakClient() == null ? connect() : configuration.getKeycloakClient();
    }

    @Override
    protected void doStop() throws Exception {
        if (client != null && client != configuration.getKeycloakClient()) {
            client.close();
        }
        client = null;
        super.doStop();
    }

    /** Does not talk to Keycloak yet: the first call logs in. */
    private Keycloak connect() {
        if (configuration.getServerUrl() == null) {
            throw new IllegalArgumentException("keycloak:" + label + " needs serverUrl");
        }
        KeycloakBuilder builder = KeycloakBuilder.builder()
                .serverUrl(configuration.getServerUrl())
                .realm(configuration.getAuthRealm())
                .clientId(configuration.getClientId());
        if (configuration.getAccessToken() != null) {
            builder.authorization(configuration.getAccessToken());
        } else if (configuration.getUsername() != null && configuration.getPassword() != null) {
            builder.grantType(OAuth2Constants.PASSWORD)
                    .username(configuration.getUsername())
                    .password(configuration.getPassword())
                    .clientSecret(configuration.getClientSecret());
        } else if (configuration.getClientSecret() != null) {
            builder.grantType(OAuth2Constants.CLIENT_CREDENTIALS).clientSecret(configuration.getClientSecret());
        } else {
            throw new IllegalArgumentException(
                    "keycloak:" + label + " needs an accessToken, username and password, or a clientSecret");
        }
        return builder.resteasyClient(ClientBuilder.newBuilder()
                        .connectTimeout(CONNECT_TIMEOUT_S, TimeUnit.SECONDS)
                        .readTimeout(READ_TIMEOUT_S, TimeUnit.SECONDS)
                        .register(new JacksonProvider(), JSON_PRIORITY)
                        .build())
                .build();
    }
}
