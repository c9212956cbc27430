package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
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
import pixpro.effect.Lanes;
import pixpro.event.EventCodec;
import pixpro.event.ImageEvent;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageProgress;
import pixpro.event.ImageQueued;
import pixpro.event.Job;
import pixpro.event.SampleEvents;
import pixpro.event.SampleJson;
import pixpro.failure.KeepCommit;
import pixpro.failure.TellWhereItFailed;
import pixpro.health.Closing;
import pixpro.image.ImageInspector;
import pixpro.image.ImageLimits;
import pixpro.kafka.CamelUnorderedKafka;
import pixpro.kafka.RecordLease;
import pixpro.prepare.AskForThumbnails;
import pixpro.prepare.Thumbnails;
import pixpro.process.AskForDrawing;
import pixpro.process.AwaitBackend;
import pixpro.process.BackendBreakers;
import pixpro.process.BackendRegistry;
import pixpro.process.BackendSettings.Backend;
import pixpro.process.BackendSlots;
import pixpro.process.CamelCallLimits;
import pixpro.process.CheckStructure;
import pixpro.process.ChooseBackend;
import pixpro.process.ForgetQuestion;
import pixpro.process.JobProgress;
import pixpro.process.JobSorting;
import pixpro.process.Jobs;
import pixpro.process.KeepDrawing;
import pixpro.process.LeaveBackend;
import pixpro.process.ModelPull;
import pixpro.process.OllamaAnswer;
import pixpro.process.OllamaRequest;
import pixpro.process.OpenModelRequest;
import pixpro.process.ProcessSettings;
import pixpro.process.ReadModelAnswer;
import pixpro.process.Steps;
import pixpro.storage.InMemoryObjectStorage;
import pixpro.work.TakeInHand;
import pixpro.work.WorkBoard;
import pixpro.work.WorkInHand;

/** The routes of the process stage as they are, with real HTTP to the backends; Kafka and object storage are faked. */
final class RunningProcess implements AutoCloseable {

    static final int ATTEMPTS = 3;
    static final Duration BREAKER_WAIT = Duration.ofMillis(100);
    static final byte[] ORIGINAL = GoodImages.jpeg(64, 48);

    final InMemoryObjectStorage storage = new InMemoryObjectStorage();
    final BackendRegistry registry;
    final BackendSlots slots;
    final EffectCatalogue effects;
    final Lanes lanes;
    final Closing closing = new Closing();
    final List<ImageProgress> progress = new CopyOnWriteArrayList<>();
    private final CamelCallLimits limits;
    private final FailurePolicies policies;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<ImageEvent> ends = new CopyOnWriteArrayList<>();
    private final List<ImagePrepared> prepared = new CopyOnWriteArrayList<>();

    private RunningProcess(Map<String, Backend> backends, Path spool) {
        var json = SampleJson.mapper();
        ProcessSettings settings = new ProcessSettings(
                1,
                ATTEMPTS,
                Duration.ofMillis(1),
                BREAKER_WAIT,
                Duration.ofHours(1),
                DataSize.ofMegabytes(1),
                1_000_000,
                spool);
        registry = new BackendRegistry(
                backends, BackendBreakers.registry(BREAKER_WAIT), settings.retryDelay(), json, Clock.systemUTC());
        slots = new BackendSlots(backends, registry);
        limits = new CamelCallLimits(backends.values());
        effects = new EffectCatalogue(
                () -> camel.getRegistry().findByTypeWithName(Effect.class), id -> "r1", json, registry);
        lanes = new Lanes(effects, registry);
        Processor nothing = exchange -> {};
        // a second passes with each report: none comes too soon
        AtomicLong seconds = new AtomicLong();
        InstantSource eachLater = () -> SampleEvents.STARTED.plusSeconds(seconds.incrementAndGet());
        JobProgress jobProgress = new JobProgress(progress::add, eachLater.withZone(ZoneOffset.UTC));
        WorkInHand work = new WorkInHand(Clock.systemUTC());
        Map<String, Object> beans = Map.ofEntries(
                Map.entry("backendRegistry", registry),
                Map.entry("backendSlots", slots),
                Map.entry("leaveBackend", new LeaveBackend(slots, registry)),
                Map.entry("awaitBackend", new AwaitBackend(effects, registry, closing)),
                Map.entry("lanes", lanes),
                Map.entry("tellWhereItFailed", new TellWhereItFailed()),
                Map.entry("forgetQuestion", new ForgetQuestion()),
                Map.entry("askForDrawing", new AskForDrawing()),
                Map.entry("keepDrawing", new KeepDrawing()),
                Map.entry("jobSorting", new JobSorting(lanes, storage, Clock.systemUTC())),
                Map.entry("steps", new Steps(storage)),
                Map.entry("unorderedKafka", new CamelUnorderedKafka(1, closing::hasBegun)),
                Map.entry("callLimits", limits),
                Map.entry("chooseBackend", new ChooseBackend(effects, registry)),
                Map.entry("openModelRequest", new OpenModelRequest(storage, new OllamaRequest(json), json)),
                Map.entry("readModelAnswer", new ReadModelAnswer(new OllamaAnswer(spool, 1_000_000), jobProgress)),
                Map.entry("checkStructure", new CheckStructure(json)),
                Map.entry("jobProgress", jobProgress),
                Map.entry("takeInHand", new TakeInHand(work)),
                Map.entry("workBoard", new WorkBoard(null, json, work, () -> true)),
                Map.entry("modelPull", new ModelPull(json, jobProgress)),
                Map.entry("eventCodec", new EventCodec(json)),
                Map.entry("thumbnails", new Thumbnails(storage, json, Clock.systemUTC())),
                Map.entry("askForThumbnails", new AskForThumbnails()),
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
        policies = new FailurePolicies(settings);
        storage.put(SampleEvents.ORIGINAL, ORIGINAL, "image/jpeg");
    }

    /** Starts the routes with effects from their YAML files. */
    static RunningProcess start(Map<String, Backend> backends, Path spool, String... effects) throws Exception {
        RunningProcess process = new RunningProcess(backends, spool);
        DefaultCamelContext camel = process.camel;
        camel.addRoutesConfigurations(process.policies);
        camel.addRoutes(new ProcessRoutes(process.lanes));
        camel.addRoutes(new PrepareRoutes(process.lanes));
        camel.addRoutes(new ModelRoutes());
        for (String effect : effects) {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveMandatoryResource(
                            camel, "classpath:camel/effects/" + effect + ".camel.yaml"));
        }
        for (String lane : process.lanes.running()) {
            AdviceWith.adviceWith(
                    camel, "process-take-" + lane + "-jobs", route -> route.replaceFromWith("direct:take-" + lane));
        }
        AdviceWith.adviceWith(camel, "process-sort-jobs", route -> route.replaceFromWith("direct:sort"));
        AdviceWith.adviceWith(camel, "process-probe-backends", route -> route.replaceFromWith("direct:probe-now"));
        AdviceWith.adviceWith(camel, "process-announce-outcome", route -> route.weaveByToUri("kafka:*")
                .replace()
                .process(process::keep));
        if (process.lanes.running().contains(AskForThumbnails.CAPABILITY)) {
            AdviceWith.adviceWith(camel, "prepare-take-images", route -> route.replaceFromWith("direct:take-images"));
        }
        AdviceWith.adviceWith(camel, "prepare-announce-image", route -> route.weaveByToUri("kafka:*")
                .replace()
                .process(process::keepPrepared));
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
        return outcome(queued);
    }

    /** Takes a record, as one of several consumers. */
    void take(ImageQueued queued) {
        take(queued, new Lease(true));
    }

    /** Takes a record that may go to another consumer meanwhile. */
    void take(ImageQueued queued, RecordLease lease) {
        Exchange exchange = camel.createFluentProducerTemplate()
                .to("direct:process-run-job")
                .withBody(queued)
                .withExchangeProperty(KeepCommit.PROPERTY, lease)
                .send();
        if (exchange.getException() != null) {
            throw new AssertionError("the record was not taken", exchange.getException());
        }
    }

    /** Takes a record, and tells what was announced of it. */
    ImageEvent outcome(ImageQueued queued) {
        int before = ends.size();
        take(queued);
        assertThat(ends).as("what was announced").hasSize(before + 1);
        return ends.get(before);
    }

    /** What was announced so far. */
    List<ImageEvent> announced() {
        return List.copyOf(ends);
    }

    /** How many jobs have ended well. */
    long processed() {
        return ends.stream().filter(ImageProcessed.class::isInstance).count();
    }

    /** Takes a record for what is to be shown of its image, and tells what was announced of that; null for nothing. */
    ImagePrepared prepare(ImageQueued queued, RecordLease lease) {
        prepared.clear();
        Exchange exchange = camel.createFluentProducerTemplate()
                .to("direct:prepare-make-thumbnails")
                .withBody(queued)
                .withExchangeProperty(KeepCommit.PROPERTY, lease)
                .send();
        if (exchange.getException() != null) {
            throw new AssertionError("the record was not taken", exchange.getException());
        }
        assertThat(prepared).hasSizeLessThanOrEqualTo(1);
        return prepared.isEmpty() ? null : prepared.get(0);
    }

    private void keepPrepared(Exchange exchange) {
        prepared.add(exchange.getVariable("prepared", ImagePrepared.class));
    }

    private void keep(Exchange exchange) {
        ends.add(exchange.getVariable("end", ImageEvent.class));
    }

    /** The right to end a job, or its loss. */
    record Lease(boolean isHeld) implements RecordLease {

        @Override
        public void done() {
            // nobody commits here
        }
    }

    @Override
    public void close() throws IOException {
        camel.close();
        limits.close();
    }
}
