package pixpro.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.effect.EffectCatalogue;
import pixpro.effect.Lanes;
import pixpro.health.Closing;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.image.SpoolFolder;
import pixpro.kafka.CamelUnorderedKafka;
import pixpro.storage.ObjectStorage;

/** Wires the running of jobs. */
@Configuration(proxyBeanMethods = false)
class ProcessConfiguration {

    @Bean
    CircuitBreakerRegistry backendBreakers(ProcessSettings settings, MeterRegistry meters) {
        CircuitBreakerRegistry breakers = BackendBreakers.registry(settings.breakerWait());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        return breakers;
    }

    @Bean
    BackendRegistry backendRegistry(
            BackendSettings settings, CircuitBreakerRegistry breakers, ProcessSettings process, ObjectMapper json) {
        return new BackendRegistry(settings.backends(), breakers, process.retryDelay(), json, Clock.systemUTC());
    }

    @Bean
    BackendSlots backendSlots(BackendSettings settings, BackendRegistry backends) {
        return new BackendSlots(settings.backends(), backends);
    }

    @Bean
    LeaveBackend leaveBackend(BackendSlots slots, BackendRegistry backends) {
        return new LeaveBackend(slots, backends);
    }

    @Bean
    AwaitBackend awaitBackend(EffectCatalogue effects, BackendRegistry backends, Closing closing) {
        return new AwaitBackend(effects, backends, closing);
    }

    @Bean
    CamelUnorderedKafka unorderedKafka(ProcessSettings settings, Closing closing) {
        return new CamelUnorderedKafka(settings.window(), closing::hasBegun);
    }

    @Bean
    CamelCallLimits callLimits(BackendSettings settings) {
        return new CamelCallLimits(settings.backends().values());
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
    JobProgress jobProgress(ProducerTemplate template) {
        return new JobProgress(new CamelProgressDoor(template), Clock.systemUTC());
    }

    @Bean
    SpoolFolder resultSpool(ProcessSettings settings) throws IOException {
        return SpoolFolder.open(settings.spoolDir());
    }

    @Bean
    ReadModelAnswer readModelAnswer(
            ProcessSettings settings, @Qualifier("resultSpool") SpoolFolder resultSpool, JobProgress progress) {
        return new ReadModelAnswer(
                new OllamaAnswer(resultSpool.path(), settings.maxResultSize().toBytes()), progress);
    }

    @Bean
    CheckStructure checkStructure(ObjectMapper json) {
        return new CheckStructure(json);
    }

    @Bean
    ModelPull modelPull(ObjectMapper json, JobProgress progress) {
        return new ModelPull(json, progress);
    }

    @Bean
    Jobs jobs(EffectCatalogue effects, ObjectStorage storage, ObjectMapper json, ProcessSettings settings) {
        ImageLimits limits = new ImageLimits(settings.maxResultSize().toBytes(), settings.maxResultPixels());
        return new Jobs(effects, storage, new ImageInspector(limits), json, Clock.systemUTC());
    }

    @Bean
    JobSorting jobSorting(Lanes lanes, ObjectStorage storage) {
        return new JobSorting(lanes, storage, Clock.systemUTC());
    }

    @Bean
    Steps steps(ObjectStorage storage) {
        return new Steps(storage);
    }

    @Bean
    ForgetQuestion forgetQuestion() {
        return new ForgetQuestion();
    }

    @Bean
    AskForDrawing askForDrawing() {
        return new AskForDrawing();
    }

    @Bean
    KeepDrawing keepDrawing() {
        return new KeepDrawing();
    }
}
