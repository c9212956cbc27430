package org.apache.camel.component.keycloak;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/**
 * The part of the published keycloak component that PixPro needs: a producer for user administration. What it does not
 * have is refused when the endpoint is created.
 */
@Component("keycloak")
public class KeycloakComponent extends DefaultComponent {

    private KeycloakConfiguration configuration = new KeycloakConfiguration();

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        KeycloakConfiguration own = configuration.copy();
        KeycloakEndpoint endpoint = new KeycloakEndpoint(uri, this, remaining, own);
        setProperties(own, parameters);
        if (own.isPojoRequest()) {
            throw new IllegalArgumentException("pojoRequest is not supported by this build of the keycloak component");
        }
        return endpoint;
    }

    public KeycloakConfiguration getConfiguration() {
        return configuration;
    }

    /** Options for all endpoints; each may set its own. */
    public void setConfiguration(KeycloakConfiguration configuration) {
        this.configuration = configuration;
    }
}
