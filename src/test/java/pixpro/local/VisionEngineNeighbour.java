package pixpro.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PixPro's own vision engine, from this checkout. */
final class VisionEngineNeighbour implements Neighbour {

    private static final String MAIN_CLASS = "pixpro.engine.VisionEngine";
    private static final String URL = "pixpro.backends.vision.url";

    @Override
    public String name() {
        return "vision";
    }

    @Override
    public int usualPort() {
        return 11435;
    }

    @Override
    public List<String> givenBy() {
        return List.of(URL);
    }

    @Override
    public Map<String, String> properties(int port) {
        return Map.of(URL, "http://localhost:" + port);
    }

    @Override
    public String url(Properties properties) {
        return properties.get(URL);
    }

    @Override
    public Launch prepare(Site site, int port) {
        // surefire hides the class path in a manifest and tells the real one by this property
        String classPath = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElse(System.getProperty("java.class.path"));
        return Launch.java(
                List.of("-Xms64m", "-Xmx512m", "-Dpixpro.engine.port=" + port), classPath, MAIN_CLASS, List.of());
    }

    @Override
    public void check(Properties properties) throws Exception {
        Http.expectOk(properties.get(URL) + "/api/version");
    }
}
