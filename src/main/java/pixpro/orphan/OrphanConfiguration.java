package pixpro.orphan;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.event.EventCodec;
import pixpro.health.Closing;
import pixpro.kafka.KafkaSettings;
import pixpro.storage.ObjectStorage;

/** Wires the sweep. */
@Configuration(proxyBeanMethods = false)
class OrphanConfiguration {

    @Bean
    OrphanSweep orphanSweep(
            OrphanSettings settings,
            ObjectStorage storage,
            MongoDatabase database,
            KafkaSettings kafka,
            EventCodec codec,
            Closing closing,
            MeterRegistry meters) {
        return new OrphanSweep(
                settings,
                storage,
                new KnownObjects(database),
                new Ledger(kafka.brokers(), codec, closing::hasBegun),
                new SweepTurn(database),
                meters,
                Clock.systemUTC());
    }
}
