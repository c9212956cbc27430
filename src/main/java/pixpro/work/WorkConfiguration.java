package pixpro.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import pixpro.health.Neighbours;

/** Wires what is known of work under way. */
@Configuration(proxyBeanMethods = false)
class WorkConfiguration {

    @Bean
    WorkInHand workInHand() {
        return new WorkInHand(Clock.systemUTC());
    }

    @Bean
    TakeInHand takeInHand(WorkInHand workInHand) {
        return new TakeInHand(workInHand);
    }

    @Bean
    WorkBoard workBoard(StringRedisTemplate redis, ObjectMapper json, WorkInHand workInHand, Neighbours neighbours) {
        return new WorkBoard(redis, json, workInHand, () -> neighbours.isAway(Neighbours.REDIS));
    }
}
