package routes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.util.unit.DataSize;
import pixpro.corpus.GoodImages;
import pixpro.effect.Effect;
import pixpro.effect.EffectCatalogue;
import pixpro.event.EventCodec;
import pixpro.event.ImageEvent;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.process.BackendRegistry;
import pixpro.process.BackendSettings.Backend;
import pixpro.process.BackendSlots;
import pixpro.process.CamelCallLimits;
import pixpro.process.CapacityWait;
import pixpro.process.CheckStructure;
import pixpro.process.ChooseBackend;
import pixpro.process.Jobs;
import pixpro.process.LeaveBackend;
import pixpro.process.ModelPull;
import pixpro.process.OllamaAnswer;
import pixpro.process.OllamaRequest;
import pixpro.process.OpenModelRequest;
import pixpro.process.ProcessSettings;
import pixpro.process.ReadModelAnswer;
import pixpro.storage.InMemoryObjectStorage;

/** The routes of the process stage as they are, with real HTTP to the backends; Kafka and object storage are faked. */
final class RunningProcess implements AutoCloseable {

    static final int ATTEMPTS = 3;
    static final byte[] ORIGINAL = GoodImages.jpeg(64, 48);

    final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    final BackendRegistry registry;
    final BackendSlots slots;
    final EffectCatalogue effects;
    private final CamelCallLimits limits;
    private final FailurePolicies policies;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<ImageEvent> ends = new CopyOnWriteArrayList<>();

    private RunningProcess(Map<String, Backend> backends, Path spool, Duration patience) {
        var json = SampleJson.mapper();
        ProcessSettings settings = new ProcessSettings(
                1, ATTEMPTS, Duration.ofMillis(1), patience, DataSize.ofMegabytes(1), 1_000_000, spool);
        registry = new BackendRegistry(backends, json, Clock.systemUTC());
        slots = new BackendSlots(backends);
        limits = new CamelCallLimits(backends.values());
        effects = new EffectCatalogue(() -> camel.getRegistry().findByTypeWithName(Effect.class), json, registry);
        CapacityWait wait = new CapacityWait(settings.retryDelay(), patience, Clock.systemUTC());
        Processor nothing = exchange -> {};
        Map<String, Object> beans = Map.ofEntries(
                Map.entry("backendRegistry", registry),
                Map.entry("backendSlots", slots),
                Map.entry("leaveBackend", new LeaveBackend(slots)),
                Map.entry("callLimits", limits),
                Map.entry("chooseBackend", new ChooseBackend(effects, registry)),
                Map.entry("openModelRequest", new OpenModelRequest(storage, new OllamaRequest(json), json)),
                Map.entry("readModelAnswer", new ReadModelAnswer(new OllamaAnswer(spool, 1_000_000))),
                Map.entry("checkStructure", new CheckStructure(json)),
                Map.entry("modelPull", new ModelPull(json)),
                Map.entry("eventCodec", new EventCodec(json)),
                Map.entry("keepCommit", nothing),
                Map.entry("commitOffset", nothing),
                Map.entry(
                        "jobs",
                        new Jobs(
                                effects,
                                storage,
                                new ImageInspector(new ImageLimits(1_000_000, 1_000_000)),
                                json,
                                Clock.systemUTC())));
        beans.forEach(camel.getRegistry()::bind);
        policies = new FailurePolicies(settings, wait);
        storage.put(SampleEvents.ORIGINAL, ORIGINAL, "image/jpeg");
    }

    /** Starts the routes with effects from their YAML files. */
    static RunningProcess start(Map<String, Backend> backends, Path spool, Duration patience, String... effects)
            throws Exception {
        RunningProcess process = new RunningProcess(backends, spool, patience);
        DefaultCamelContext camel = process.camel;
        Properties properties = new Properties();
        properties.setProperty("pixpro.process.consumers", "1");
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.addRoutesConfigurations(process.policies);
        camel.addRoutes(new ProcessRoutes());
        camel.addRoutes(new ModelRoutes());
        for (String effect : effects) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            camel, "classpath:camel/effects/" + effect + ".camel.yaml"));
        }
        AdviceWith.adviceWith(camel, "process-take-job", route -> route.replaceFromWith("direct:take-job"));
        AdviceWith.adviceWith(camel, "process-probe-backends", route -> route.replaceFromWith("direct:probe-now"));
        AdviceWith.adviceWith(camel, "process-announce-end", route -> route.weaveByToUri("kafka:*")
                .replace()
                .process(process::keep));
        // once the routes are there, as Spring does it
        camel.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerDefinition());
        camel.start();
        return process;
    }

    /** Adds an effect that only a test has: its route, given the effect's entrance. */
    void add(String id, Effect effect, RouteBuilder route) throws Exception {
        camel.getRegistry().bind(id, effect);
        camel.addRoutes(route);
    }

    /** Asks all backends how they are. */
    void probe() {
        camel.createFluentProducerTemplate().to("direct:probe-now").send();
    }

    /** Runs a job from its record to its end. */
    ImageEvent run(String effect, Map<String, Object> params) {
        ImageQueued queued = new ImageQueued(
                SampleEvents.image(), new Job(SampleEvents.JOB_ID, effect, params, SampleEvents.RECEIVED));
        int before = ends.size();
        take(queued);
        List<ImageEvent> since = new ArrayList<>(ends).subList(before, ends.size());
        if (since.size() != 1) {
            throw new AssertionError("the job ended " + since.size() + " times");
        }
        return since.get(0);
    }

    /** Takes a record, as one of several consumers. */
    void take(ImageQueued queued) {
        Exchange exchange = camel.createFluentProducerTemplate()
                .to("direct:take-job")
                .withBody(new EventCodec(SampleJson.mapper()).encode(queued))
                .send();
        if (exchange.getException() != null) {
            throw new AssertionError("the record was not taken", exchange.getException());
        }
    }

    /** How many jobs have ended well. */
    long processed() {
        return ends.stream().filter(ImageProcessed.class::isInstance).count();
    }

    private void keep(Exchange exchange) {
        ends.add(exchange.getVariable("end", ImageEvent.class));
    }

    @Override
    public void close() throws IOException {
        camel.close();
        limits.close();
    }
}
