package pixpro.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.effect.Capabilities;
import pixpro.process.BackendSettings.Backend;

/** The backends: who can do what, who is up, and who has which model. */
public class BackendRegistry implements Capabilities {

    private static final Logger LOG = LoggerFactory.getLogger(BackendRegistry.class);

    /** Hundreds of models; a server that says more is no Ollama. */
    private static final int MAX_TAGS_BYTES = 1_000_000;

    private final Map<String, Backend> backends;
    private final ObjectMapper json;
    private final Clock clock;
    private final List<String> inOrder;
    private final Map<String, BackendState> states = new ConcurrentHashMap<>();

    /**
     * @param backends by name
     * @param json reads what they say
     * @param clock tells since when a backend is up or down
     */
    public BackendRegistry(Map<String, Backend> backends, ObjectMapper json, Clock clock) {
        this.backends = backends;
        this.json = json;
        this.clock = clock;
        this.inOrder = backends.keySet().stream()
                .sorted(Comparator.<String>comparingInt(
                                name -> backends.get(name).order())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** @return the names of all backends, the preferred first */
    public List<String> names() {
        return inOrder;
    }

    /** @return the names of those of which nothing is known yet */
    public List<String> unprobed() {
        return inOrder.stream().filter(name -> !states.containsKey(name)).toList();
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
     * @return what is known of it; empty before it was first asked
     */
    public Optional<BackendState> state(String name) {
        return Optional.ofNullable(states.get(name));
    }

    @Override
    public boolean isOffered(String capability) {
        return inOrder.stream().anyMatch(name -> offers(name, capability));
    }

    @Override
    public boolean isAvailable(String capability) {
        return inOrder.stream()
                .filter(name -> offers(name, capability))
                .anyMatch(name -> state(name).map(BackendState::up).orElse(true));
    }

    /**
     * Finds who is to do something: of the backends that are up, one that has the model before one that has not, then the
     * preferred one. If none is up, the preferred one, so that the job waits there.
     *
     * @param capability what is to be done
     * @param model by which model
     * @return who is asked
     * @throws JobFailedException if no configured backend offers it
     */
    public ModelCall choose(String capability, String model) throws JobFailedException {
        List<String> able =
                inOrder.stream().filter(name -> offers(name, capability)).toList();
        if (able.isEmpty()) {
            throw new JobFailedException(
                    "capability-unavailable", "No model server is set up that can “" + capability + "”.");
        }
        String chosen = able.stream()
                .filter(this::isUp)
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
        note(name, true, digests, "models=" + models.size());
    }

    /**
     * Notes that a backend does not answer. What it had is kept, for when it is back.
     *
     * @param name the backend's
     * @param why for the log
     */
    public void lost(String name, String why) {
        note(name, false, state(name).map(BackendState::models).orElse(Map.of()), "cause=" + why);
    }

    private void note(String name, boolean up, Map<String, String> models, String detail) {
        BackendState before = states.get(name);
        boolean changed = before == null || before.up() != up;
        states.put(name, new BackendState(up, models, changed ? clock.instant() : before.since()));
        if (changed) {
            LOG.info("backend_{} backend={} url={} {}", up ? "up" : "down", name, url(name), detail);
        }
    }

    private ModelCall call(String name, String model) {
        String digest = digest(name, model);
        return new ModelCall(name, backends.get(name), model, digest, isUp(name) && digest == null);
    }

    private boolean offers(String name, String capability) {
        return backends.get(name).capabilities().contains(capability);
    }

    private boolean isUp(String name) {
        return state(name).map(BackendState::up).orElse(false);
    }

    private String digest(String name, String model) {
        return state(name).map(known -> known.digest(model)).orElse(null);
    }
}
