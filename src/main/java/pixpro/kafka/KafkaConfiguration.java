package pixpro.kafka;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.health.Closing;
import pixpro.health.Neighbours;
import pixpro.health.Probe;

/** Wires what asks Kafka beside the routes. */
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    private static final Duration OFTEN = Duration.ofMillis(500);

    @Bean
    CamelImpatientKafka impatientKafka(Closing closing) {
        return new CamelImpatientKafka(closing::hasBegun);
    }

    @Bean
    KafkaQuestion kafkaQuestion(KafkaSettings settings) {
        return new KafkaQuestion(settings.brokers());
    }

    @Bean
    Probe kafkaProbe(KafkaQuestion question) {
        return new Probe(Neighbours.KAFKA, OFTEN, question);
    }
}
