package pixpro.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.effect.Capabilities;
import pixpro.effect.Waiting;
import pixpro.process.BackendSettings.Backend;

/** The backends: who can do what, who takes calls, and who has which model. */
public class BackendRegistry implements Capabilities {

    private static final Logger LOG = LoggerFactory.getLogger(BackendRegistry.class);

    /** Hundreds of models; a server that says more is no Ollama. */
    private static final int MAX_TAGS_BYTES = 1_000_000;

    private final Map<String, Backend> backends;
    private final ObjectMapper json;

    /** The preferred first. */
    private final Map<String, BackendHealth> health = new LinkedHashMap<>();

    private final Object changed = new Object();

    /**
     * @param backends by name
     * @param breakers gives each its circuit breaker
     * @param firstWait for a backend that has no room; doubled for each further refusal
     * @param json reads what they say
     * @param clock tells since when a backend is up or down
     */
    public BackendRegistry(
            Map<String, Backend> backends,
            CircuitBreakerRegistry breakers,
            Duration firstWait,
            ObjectMapper json,
            Clock clock) {
        this.backends = backends;
        this.json = json;
        backends.keySet().stream()
                .sorted(Comparator.<String>comparingInt(
                                name -> backends.get(name).order())
                        .thenComparing(Comparator.naturalOrder()))
                .forEach(name -> {
                    CircuitBreaker breaker = breakers.circuitBreaker(name);
                    BackendHealth its = new BackendHealth(name, breaker, firstWait, clock);
                    health.put(name, its);
                    breaker.getEventPublisher().onStateTransition(event -> {
                        its.turned(event.getStateTransition().getToState());
                        LOG.info("breaker_turned backend={} {}", name, event.getStateTransition());
                        tellChange();
                    });
                });
    }

    /** @return the names of all backends, the preferred first */
    public List<String> names() {
        return List.copyOf(health.keySet());
    }

    /** @return the names of those of which nothing is known yet */
    public List<String> unprobed() {
        return health.keySet().stream()
                .filter(name -> health.get(name).probed() == null)
                .toList();
    }

    /**
     * @param name a configured backend's
     * @return its address
     */
    public URI url(String name) {
        return backends.get(name).url();
    }

    /**
     * @param name a configured backend's
     * @return what it last said of itself; empty before it was first asked
     */
    public Optional<BackendState> state(String name) {
        return Optional.ofNullable(health.get(name).probed());
    }

    BackendHealth health(String name) {
        return health.get(name);
    }

    @Override
    public SortedSet<String> offered() {
        SortedSet<String> offered = new TreeSet<>();
        backends.values().forEach(backend -> offered.addAll(backend.capabilities()));
        return offered;
    }

    @Override
    public int concurrency(String capability) {
        return able(capability).stream()
                .mapToInt(name -> backends.get(name).concurrency())
                .sum();
    }

    @Override
    public Optional<Waiting> waiting(String capability) {
        List<Optional<Waiting>> obstacles = able(capability).stream()
                .map(name -> health.get(name).obstacle())
                .toList();
        boolean all = !obstacles.isEmpty() && obstacles.stream().allMatch(Optional::isPresent);
        return all ? obstacles.get(0) : Optional.empty();
    }

    /**
     * Finds who is to do something: of the backends that take calls, one that has the model before one that has not, then
     * the preferred one. If none takes calls, the preferred one.
     *
     * @param capability what is to be done
     * @param model by which model
     * @return who is asked
     * @throws JobFailedException if no configured backend offers it
     */
    public ModelCall choose(String capability, String model) throws JobFailedException {
        List<String> able = able(capability);
        if (able.isEmpty()) {
            throw new JobFailedException(
                    "capability-unavailable", "No model server is set up that can “" + capability + "”.");
        }
        String chosen = able.stream()
                .filter(name -> health.get(name).isReady())
                .min(Comparator.comparing(name -> digest(name, model) == null))
                .orElse(able.get(0));
        return call(chosen, model);
    }

    /**
     * @param name a backend that an effect insists on
     * @param model by which model
     * @return the call to it, up or down
     * @throws JobFailedException if it is not configured
     */
    public ModelCall chooseNamed(String name, String model) throws JobFailedException {
        if (!backends.containsKey(name)) {
            throw new JobFailedException("broken-effect", "The effect wants a model server that is not set up.");
        }
        return call(name, model);
    }

    /**
     * Notes what a backend has.
     *
     * @param name the backend's
     * @param tags the body of its answer to {@code GET /api/tags}
     * @throws IOException if that is not what Ollama says; the backend's state stays as it is
     */
    public void answered(String name, InputStream tags) throws IOException {
        byte[] body = tags.readNBytes(MAX_TAGS_BYTES + 1);
        if (body.length > MAX_TAGS_BYTES) {
            throw new IOException("its list of models does not end");
        }
        JsonNode models = json.readTree(body).path("models");
        if (!models.isArray()) {
            throw new IOException("it does not answer as Ollama does");
        }
        Map<String, String> digests = new HashMap<>();
        for (JsonNode model : models) {
            String digest = model.path("digest").asText("");
            digests.put(model.path("name").asText(""), digest);
            digests.put(model.path("model").asText(""), digest);
        }
        if (health.get(name).probed(true, digests)) {
            LOG.info("backend_up backend={} url={} models={}", name, url(name), models.size());
        }
        tellChange();
    }

    /**
     * Notes that a backend does not answer. What it had is kept, for when it is back.
     *
     * @param name the backend's
     * @param why for the log
     */
    public void lost(String name, String why) {
        if (health.get(name).probed(false, null)) {
            LOG.warn("backend_down backend={} url={} cause={}", name, url(name), why);
        }
    }

    /**
     * Returns when something may have changed for the better, or after a while.
     *
     * @param longest how long to wait
     * @throws InterruptedException if PixPro stops
     */
    void awaitChange(Duration longest) throws InterruptedException {
        synchronized (changed) {
            changed.wait(Math.max(1, longest.toMillis()));
        }
    }

    private void tellChange() {
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private ModelCall call(String name, String model) {
        String digest = digest(name, model);
        return new ModelCall(
                name, backends.get(name), model, digest, health.get(name).isReady() && digest == null);
    }

    private List<String> able(String capability) {
        return health.keySet().stream()
                .filter(name -> backends.get(name).capabilities().contains(capability))
                .toList();
    }

    private String digest(String name, String model) {
        return state(name).map(known -> known.digest(model)).orElse(null);
    }
}
