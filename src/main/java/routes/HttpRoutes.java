package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The contract leads: each operation of {@code openapi/pixpro.yaml} goes to {@code direct:<operationId>}. */
@Component
public class HttpRoutes extends RouteBuilder {

    @Override
    public void configure() {
        rest().openApi()
            .routeId("http-serve-contract")
            .specification("classpath:openapi/pixpro.yaml")
            .missingOperation("fail");
    }
}
