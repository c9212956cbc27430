package faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import pixpro.local.Console;
import pixpro.local.LoneStack;
import pixpro.local.People;
import pixpro.local.RunningNeighbour;

/** What is tormented: every server that PixPro needs, and PixPro's instances, each a process of its own. */
final class Platform implements AutoCloseable {

    static final List<String> TOPICS = List.of("image-process", "image-processed", "image-processed-error");

    /** Where what nobody can read goes. */
    static final String QUARANTINE = "image-quarantine";

    /** The calls are instant: whoever waits longer waits for a server that is frozen. */
    private static final Map<String, String> HASTY = Map.of(
            "pixpro.backends.vision.timeout", "8s",
            "pixpro.backends.vision.idle", "5s",
            // a second lane, whose backend is never there
            "pixpro.backends.ollama.url", "http://localhost:9",
            "pixpro.backends.ollama.capabilities", "describe");

    private final LoneStack stack;
    private final List<RunningNeighbour> instances = new ArrayList<>();
    private final Client client;

    /**
     * Starts all of it afresh.
     *
     * @param name of its folder under {@code target}
     * @param count of PixPro's instances
     * @param ownKeycloak whether Keycloak may be tormented
     * @param more properties of PixPro
     */
    Platform(String name, int count, boolean ownKeycloak, Map<String, String> more, Console console) throws Exception {
        stack = new LoneStack(name, ownKeycloak, console);
        try {
            for (int i = 1; i <= count; i++) {
                String instance = "pixpro-" + i;
                Map<String, String> properties = new LinkedHashMap<>(HASTY);
                Path spool = Path.of("target", name, "spool", instance).toAbsolutePath();
                properties.put("pixpro.ingest.spool-dir", spool.toString());
                properties.put("pixpro.process.spool-dir", spool.toString());
                properties.putAll(more);
                instances.add(stack.startPixPro(instance, properties));
                console.progress("%-8s ready, %s"
                        .formatted(instance, instances.get(i - 1).url()));
            }
        } catch (Exception e) {
            stack.close();
            throw e;
        }
        client = new Client(instances.stream().map(RunningNeighbour::url).toList(), new People(stack::token));
    }

    Client client() {
        return client;
    }

    List<RunningNeighbour> instances() {
        return instances;
    }

    /** @return all servers, PixPro's instances first */
    List<RunningNeighbour> servers() {
        List<RunningNeighbour> servers = new ArrayList<>(instances);
        servers.addAll(stack.neighbours());
        return servers;
    }

    RunningNeighbour server(String name) {
        return servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String property(String name) {
        return stack.property(name);
    }

    Injector injector(Random random) {
        return new Injector(property("pixpro.kafka.brokers"), random);
    }

    @Override
    public void close() {
        stack.close();
    }
}
