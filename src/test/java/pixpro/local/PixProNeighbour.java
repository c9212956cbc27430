package pixpro.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PixPro itself as a server beside others: from this checkout, in a process of its own. */
final class PixProNeighbour implements Neighbour {

    /** Whoever kills it often waits for its start often. */
    static final List<String> KILLED_OFTEN = List.of("-Xmx512m", Launch.QUICK_START);

    private final String name;
    private final int port;
    private final Map<String, String> configuration;
    private final List<String> jvm;

    /**
     * @param name tells it from other instances
     * @param port where it answers
     * @param configuration properties, those of its neighbours included
     * @param jvm options of its JVM
     */
    PixProNeighbour(String name, int port, Map<String, String> configuration, List<String> jvm) {
        this.name = name;
        this.port = port;
        this.configuration = Map.copyOf(configuration);
        this.jvm = List.copyOf(jvm);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int usualPort() {
        return port;
    }

    @Override
    public List<String> givenBy() {
        return List.of();
    }

    @Override
    public Map<String, String> properties(int ignored) {
        return Map.of();
    }

    @Override
    public String url(Properties properties) {
        return "http://localhost:" + port;
    }

    @Override
    public Launch prepare(Site site, int itsPort) {
        List<String> options = new ArrayList<>(jvm);
        options.add("-Dserver.port=" + port);
        configuration.forEach((property, value) -> options.add("-D" + property + "=" + value));
        return Launch.java(options, System.getProperty("java.class.path"), "pixpro.PixPro", List.of());
    }

    @Override
    public void check(Properties properties) throws Exception {
        String health = Http.expectOk(url(properties) + "/actuator/health/readiness");
        if (!health.contains("UP")) {
            throw new IOException(name + " is not ready: " + health);
        }
    }
}
