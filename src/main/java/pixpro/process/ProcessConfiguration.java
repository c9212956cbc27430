package pixpro.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.effect.EffectCatalogue;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.storage.ObjectStorage;

/** Wires the running of jobs. */
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

    @Bean
    OpenModelRequest openModelRequest(ObjectStorage storage, ObjectMapper json, BackendSettings settings) {
        return new OpenModelRequest(storage, new OllamaRequest(json), settings.backends());
    }

    @Bean
    ReadModelAnswer readModelAnswer(ProcessSettings settings) throws IOException {
        Files.createDirectories(settings.spoolDir());
        return new ReadModelAnswer(
                new OllamaAnswer(settings.spoolDir(), settings.maxResultSize().toBytes()));
    }

    @Bean
    Jobs jobs(EffectCatalogue effects, ObjectStorage storage, ObjectMapper json, ProcessSettings settings) {
        ImageLimits limits = new ImageLimits(settings.maxResultSize().toBytes(), settings.maxResultPixels());
        return new Jobs(effects, storage, new ImageInspector(limits), json, Clock.systemUTC());
    }
}
