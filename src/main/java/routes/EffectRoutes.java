package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The catalogue of what can be done with an image. */
@Component
public class EffectRoutes extends RouteBuilder {

    @Override
    public void configure() {
        listEffects();
    }

    private void listEffects() {
        from("direct:listEffects")
            .routeId("process-list-effects").routeGroup("process")
            .routeDescription("Lists the effects with the JSON Schema of their parameters")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .bean("effectCatalogue", "list")
                .process("jsonAnswer")
            .end();
    }
}
