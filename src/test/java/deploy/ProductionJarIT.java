package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Looks into what {@code package} made; failsafe runs it after that. */
class ProductionJarIT {
    private static final Path TARGET = Path.of("target");

    /** Embedded servers, the engine's libraries and what only tests use. */
    private static final String FOREIGN =
            ".*/(kafka_2\\.1\\d|kafka-(server|storage|metadata|raft|coordinator|group-coordinator)|s3proxy|jclouds"
                    + "|embedded-redis|mongo-java-server|h2-|h2-mvstore|opencv|openblas|javacpp|standalone-static"
                    + "|maven-resolver|junit|assertj|mockito|awaitility|archunit|spring-boot-test|camel-test"
                    + "|keycloak-quarkus|quarkus-).*";

    @Test
    void holdsTheApplicationReadyToRun() throws IOException {
        try (JarFile jar = new JarFile(applicationJar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Start-Class"))
                    .isEqualTo("pixpro.PixPro");
            assertThat(names(jar)).contains("BOOT-INF/layers.idx", "BOOT-INF/classes/application.yaml");
            assertThat(names(jar)).anyMatch(name -> name.startsWith("BOOT-INF/lib/kafka-clients-"));
        }
    }

    @Test
    void holdsNoServerNoNativeEngineAndNothingOfTheTests() throws IOException {
        try (JarFile jar = new JarFile(applicationJar().toFile())) {
            assertThat(names(jar))
                    .filteredOn(name -> name.startsWith("BOOT-INF/lib/"))
                    .hasSizeGreaterThan(50)
                    .noneMatch(name -> name.matches(FOREIGN));
            assertThat(names(jar))
                    .noneMatch(name -> name.startsWith("BOOT-INF/classes/pixpro/local/"))
                    .noneMatch(name -> name.contains("redis-server"))
                    .noneMatch(name -> name.contains("pixpro-realm-dev"));
        }
    }

    @Test
    @Tag("engine")
    void engineJarHoldsItsNativeLibraries() throws IOException {
        List<Path> engines = jars("pixpro-*-engine.jar");
        assertThat(engines).isNotEmpty();
        for (Path engine : engines) {
            try (JarFile jar = new JarFile(engine.toFile())) {
                assertThat(jar.getManifest().getMainAttributes().getValue("Start-Class"))
                        .isEqualTo("pixpro.engine.VisionEngine");
                assertThat(names(jar))
                        .anyMatch(name -> name.matches("BOOT-INF/lib/opencv-[0-9.-]+-[a-z]+-[a-z0-9_]+\\.jar"))
                        .anyMatch(name -> name.matches("BOOT-INF/lib/openblas-[0-9.-]+-[a-z]+-[a-z0-9_]+\\.jar"))
                        .anyMatch(name -> name.matches("BOOT-INF/lib/javacpp-[0-9.]+\\.jar"));
            }
        }
    }

    private static Path applicationJar() throws IOException {
        List<Path> jars = jars("pixpro-*.jar").stream()
                .filter(jar -> !jar.getFileName().toString().endsWith("-engine.jar"))
                .toList();
        assertThat(jars).as("JARs made by the phase package").hasSize(1);
        return jars.get(0);
    }

    private static List<Path> jars(String glob) throws IOException {
        try (var found = Files.newDirectoryStream(TARGET, glob)) {
            return StreamSupport.stream(found.spliterator(), false).toList();
        }
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(ZipEntry::getName).toList();
    }
}
