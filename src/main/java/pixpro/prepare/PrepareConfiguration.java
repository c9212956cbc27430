package pixpro.prepare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.storage.ObjectStorage;

/** Wires the making of thumbnails. */
@Configuration(proxyBeanMethods = false)
class PrepareConfiguration {

    @Bean
    Thumbnails thumbnails(ObjectStorage storage, ObjectMapper json) {
        return new Thumbnails(storage, json, Clock.systemUTC());
    }

    @Bean
    AskForThumbnails askForThumbnails() {
        return new AskForThumbnails();
    }
}
