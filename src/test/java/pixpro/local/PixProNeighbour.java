package pixpro.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PixPro itself as a server beside others: from this checkout, in a process of its own. */
final class PixProNeighbour implements Neighbour {

    private final String name;
    private final int port;
    private final Map<String, String> configuration;

    /**
     * @param name tells it from other instances
     * @param port where it answers
     * @param configuration properties, those of its neighbours included
     */
    PixProNeighbour(String name, int port, Map<String, String> configuration) {
        this.name = name;
        this.port = port;
        this.configuration = Map.copyOf(configuration);
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
        // whoever kills it often waits for its start often
        List<String> options = new ArrayList<>(List.of("-Xmx512m", Launch.QUICK_START, "-Dserver.port=" + port));
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
