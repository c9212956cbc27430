package pixpro.health;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the watch over the neighbours. */
@Configuration(proxyBeanMethods = false)
class HealthConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    Neighbours neighbours(List<Probe> probes, MeterRegistry meters) {
        return new Neighbours(probes, meters);
    }

    /** Named as the readiness group names it. */
    @Bean("neighboursHealthIndicator")
    NeighboursHealth neighboursHealth(Neighbours neighbours) {
        return new NeighboursHealth(neighbours);
    }
}
