package pixpro.failure;

import org.apache.camel.CamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The default of all routes. */
@Configuration(proxyBeanMethods = false)
class FailureConfiguration {

    /**
     * A route that names no failure policy leaves its failures to its caller. Camel's own default would mark them as
     * exhausted on the way, so that an effect in YAML could never be tried twice.
     */
    @Bean
    CamelContextConfiguration failuresAreTheCallers() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                // nothing to do then
            }
        };
    }
}
