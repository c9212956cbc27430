package pixpro.event;

import org.apache.camel.component.kafka.serde.KafkaHeaderDeserializer;
import org.apache.camel.component.kafka.serde.ToStringKafkaHeaderDeserializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the topics. */
@Configuration(proxyBeanMethods = false)
class EventConfiguration {

    /** Record headers as text: as bytes, trace and correlation ids are dropped on the way (camel-notes T24). */
    @Bean
    KafkaHeaderDeserializer textHeaders() {
        return new ToStringKafkaHeaderDeserializer();
    }
}
