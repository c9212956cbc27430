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
    BackendRegistry backendRegistry(BackendSettings settings, ObjectMapper json) {
        return new BackendRegistry(settings.backends(), json, Clock.systemUTC());
    }

    @Bean
    BackendSlots backendSlots(BackendSettings settings) {
        return new BackendSlots(settings.backends());
    }

    @Bean
    LeaveBackend leaveBackend(BackendSlots slots) {
        return new LeaveBackend(slots);
    }

    @Bean
    CamelCallLimits callLimits(BackendSettings settings) {
        return new CamelCallLimits(settings.backends().values());
    }

    @Bean
    CapacityWait capacityWait(ProcessSettings settings) {
        return new CapacityWait(settings.retryDelay(), settings.capacityPatience(), Clock.systemUTC());
    }

    @Bean
    ChooseBackend chooseBackend(EffectCatalogue effects, BackendRegistry backends) {
        return new ChooseBackend(effects, backends);
    }

    @Bean
    OpenModelRequest openModelRequest(ObjectStorage storage, ObjectMapper json) {
        return new OpenModelRequest(storage, new OllamaRequest(json), json);
    }

    @Bean
    ReadModelAnswer readModelAnswer(ProcessSettings settings) throws IOException {
        Files.createDirectories(settings.spoolDir());
        return new ReadModelAnswer(
                new OllamaAnswer(settings.spoolDir(), settings.maxResultSize().toBytes()));
    }

    @Bean
    CheckStructure checkStructure(ObjectMapper json) {
        return new CheckStructure(json);
    }

    @Bean
    ModelPull modelPull(ObjectMapper json) {
        return new ModelPull(json);
    }

    @Bean
    Jobs jobs(EffectCatalogue effects, ObjectStorage storage, ObjectMapper json, ProcessSettings settings) {
        ImageLimits limits = new ImageLimits(settings.maxResultSize().toBytes(), settings.maxResultPixels());
        return new Jobs(effects, storage, new ImageInspector(limits), json, Clock.systemUTC());
    }
}
