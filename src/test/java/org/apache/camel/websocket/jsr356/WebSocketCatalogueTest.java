package org.apache.camel.websocket.jsr356;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.apache.camel.component.keycloak.KeycloakComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel's tools know of the components: made of the annotations by the build, and not by hand. */
class WebSocketCatalogueTest {

    private CamelContext camel;
    private DefaultRuntimeCamelCatalog catalogue;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.addComponent("keycloak", new KeycloakComponent());
        camel.start();
        camel.getComponent("websocket-jsr356");
        catalogue = (DefaultRuntimeCamelCatalog) PluginHelper.getRuntimeCamelCatalog(camel);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "websocket-jsr356:/ws?fireConnectionEvents=true&subprotocols=pixpro&queryParameters=after&sendQueueSize=1200",
                "websocket-jsr356:/ws?operation=JOIN&room=blue",
                "websocket-jsr356:ws://localhost:8080/ws?sessionCount=2",
                "keycloak:admin?operation=listUsers&realm=pixpro"
            })
    void acceptsARightUri(String uri) {
        assertThat(catalogue.validateEndpointProperties(uri).isSuccess()).isTrue();
    }

    @Test
    void namesAWrongOption() {
        EndpointValidationResult result = catalogue.validateEndpointProperties(
                "websocket-jsr356:/ws?fireConnectionEvent=true&operation=DANCE&pingInterval=often");
        assertThat(result.getUnknown()).containsExactly("fireConnectionEvent");
        assertThat(result.getInvalidEnum()).containsOnlyKeys("operation");
        assertThat(result.getInvalidInteger()).containsOnlyKeys("pingInterval");
        assertThat(result.summaryErrorMessage(false)).contains("fireConnectionEvent", "Unknown option");
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket-jsr356", "keycloak"})
    void setsEveryOptionThatTheCatalogueNames(String scheme) {
        ComponentModel model = catalogue.componentModel(scheme);
        List<String> told = model.getEndpointParameterOptions().stream()
                .map(option -> option.getName())
                .toList();
        assertThat(told).isNotEmpty().allMatch(option -> isSettable(scheme + "-endpoint", option));
        assertThat(camel.getCamelContextExtension()
                        .getEndpointUriFactory(scheme)
                        .propertyNames())
                .containsAll(told);
        assertThat(model.getComponentOptions())
                .allSatisfy(option -> assertThat(option.getDescription()).isNotBlank());
        assertThat(model.getEndpointOptions())
                .allSatisfy(option -> assertThat(option.getDescription()).isNotBlank());
    }

    private boolean isSettable(String configurer, String option) {
        return PluginHelper.getConfigurerResolver(camel).resolvePropertyConfigurer(configurer, camel)
                        instanceof PropertyConfigurerGetter known
                && known.getOptionType(option, false) != null;
    }
}
