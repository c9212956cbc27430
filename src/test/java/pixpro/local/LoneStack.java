package pixpro.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole stack of its own, PixPro's instances included, for a test that torments each of its servers. */
public final class LoneStack implements AutoCloseable {

    private final Console console;
    private final StackFolders folders;
    private final Ports ports = new Ports();
    private final LocalStack neighbours;
    private final List<RunningNeighbour> instances = new ArrayList<>();
    private final Map<String, String> properties = new LinkedHashMap<>();

    /**
     * Starts all neighbours on no data, and waits until they answer.
     *
     * @param name of its folder under {@code target}
     * @param ownKeycloak whether Keycloak is its own as well, or the one that all tests share
     * @param console is told how far it is
     */
    public LoneStack(String name, boolean ownKeycloak, Console console) {
        this.console = console;
        folders = new StackFolders(Path.of("target", name), Path.of(".local", "dist"));
        // nothing is given: what is tormented has to be ours
        neighbours = new LocalStack(console, nothingGiven(), folders, false);
        if (!ownKeycloak) {
            SharedLocalStack.properties().forEach((property, value) -> {
                if (property.startsWith("pixpro.keycloak.")) {
                    properties.put(property, value);
                }
            });
        }
        List<Neighbour> wanted = LocalStack.neighbours().stream()
                .filter(neighbour -> ownKeycloak || !(neighbour instanceof KeycloakNeighbour))
                .toList();
        neighbours.startAfresh(wanted, ports, "http://localhost:8080");
        properties.putAll(neighbours.properties());
    }

    private static Settings nothingGiven() {
        return new Settings(new String[0], name -> null, name -> null);
    }

    /**
     * Starts an instance of PixPro and waits until it is ready.
     *
     * @param name tells it from others
     * @param more properties beside those of its neighbours
     * @return the instance
     */
    public RunningNeighbour startPixPro(String name, Map<String, String> more) throws Exception {
        return startPixPro(name, more, PixProNeighbour.KILLED_OFTEN);
    }

    /**
     * As {@link #startPixPro(String, Map)}, in a JVM as it would be on a server.
     *
     * @param options of the JVM
     */
    public RunningNeighbour startPixPro(String name, Map<String, String> more, List<String> options) throws Exception {
        int port = ports.free(0);
        Map<String, String> configuration = new LinkedHashMap<>(properties);
        configuration.putAll(more);
        RunningNeighbour instance =
                RunningNeighbour.toStart(new PixProNeighbour(name, port, configuration, options), nothingGiven(), port);
        synchronized (instances) {
            instances.add(instance);
        }
        try (Artifacts artifacts = new Artifacts(console)) {
            instance.start(new Neighbour.Site(folders, artifacts, ports, console, ""));
        }
        return instance;
    }

    /** @return where its neighbours keep their data, each in a folder of its name */
    public Path data() {
        return folders.root().resolve("data");
    }

    /** @return the neighbours that were started for this stack, without PixPro's instances */
    public List<RunningNeighbour> neighbours() {
        return neighbours.running();
    }

    /** @return what PixPro is told of this property */
    public String property(String name) {
        return properties.get(name);
    }

    /** @return a fresh access token of the client {@code pixpro-dev} for this person of the development realm */
    public String token(String person) {
        return Tokens.of(person, person, "pixpro-dev", properties.get("pixpro.keycloak.issuer"));
    }

    /** Ends all of it; PixPro without ceremony, since nobody waits for what it has in hand. */
    @Override
    public void close() {
        for (RunningNeighbour instance : instances) {
            try {
                if (instance.isAlive()) {
                    instance.kill();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            instance.stop();
        }
        neighbours.close();
    }
}
