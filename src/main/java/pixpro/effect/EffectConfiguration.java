package pixpro.effect;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the catalogue to the beans that Camel reads from the effects' YAML files. */
@Configuration(proxyBeanMethods = false)
class EffectConfiguration {

    @Bean
    EffectCatalogue effectCatalogue(CamelContext camel, ObjectMapper json, Capabilities backends) {
        return new EffectCatalogue(
                () -> camel.getRegistry().findByTypeWithName(Effect.class),
                new CamelEffectRevisions(camel),
                json,
                backends);
    }

    @Bean
    Lanes lanes(EffectCatalogue effects, Capabilities backends) {
        return new Lanes(effects, backends);
    }

    @Bean
    EffectOrders effectOrders(EffectCatalogue effects, ObjectMapper json) {
        return new EffectOrders(effects, json);
    }
}
