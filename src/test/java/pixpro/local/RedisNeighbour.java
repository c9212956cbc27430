package pixpro.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import redis.clients.jedis.Jedis;

/** The real redis-server that the embedded-redis library carries for each operating system. */
final class RedisNeighbour implements Neighbour {

    private static final String SOFTWARE = "com.github.codemonstur:embedded-redis:1.4.4";
    private static final String HOST = "pixpro.redis.host";
    private static final String PORT = "pixpro.redis.port";
    private static final int TIMEOUT_MS = 2_000;

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int usualPort() {
        return 6379;
    }

    @Override
    public List<String> givenBy() {
        return List.of(HOST, PORT);
    }

    @Override
    public Map<String, String> properties(int port) {
        return Map.of(HOST, "localhost", PORT, Integer.toString(port));
    }

    @Override
    public String url(Properties properties) {
        return "redis://" + properties.get(HOST) + ":" + properties.get(PORT);
    }

    @Override
    public Launch prepare(Site site, int port) throws IOException {
        Path data = site.folders().data(name());
        Path server = unpack(site.artifacts().file(SOFTWARE), data);
        return new Launch(
                List.of(
                        server.toString(),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--dir",
                        data.toString(),
                        "--appendonly",
                        "yes",
                        "--save",
                        "",
                        "--daemonize",
                        "no"),
                Map.of());
    }

    private static Path unpack(Path jar, Path folder) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(candidate -> candidate.getName().matches(entryPattern()))
                    .findFirst()
                    .orElseThrow(() -> new LocalStackException("No redis-server for " + System.getProperty("os.name")
                            + " " + System.getProperty("os.arch") + ": start one and set " + HOST));
            Path server = folder.resolve(entry.getName());
            if (!Files.exists(server) || Files.size(server) != entry.getSize()) {
                synchronized (ChildProcess.SPAWNING) {
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        Files.copy(bytes, server, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            if (!server.toFile().setExecutable(true)) {
                throw new IOException("Cannot make " + server + " executable");
            }
            return server;
        }
    }

    private static String entryPattern() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = system.contains("win") && !system.contains("darwin")
                ? "windows"
                : system.contains("mac") ? "darwin" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return "redis-server-.*" + os + "-" + arch + "(\\.exe)?";
    }

    @Override
    public void check(Properties properties) {
        try (Jedis redis = new Jedis(properties.get(HOST), Integer.parseInt(properties.get(PORT)), TIMEOUT_MS)) {
            redis.ping();
        }
    }
}
