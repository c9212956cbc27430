package pixpro.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Keycloak, unpacked and built once for this checkout. The build ("augmentation") fixes what never changes here and spares its
 * 15 seconds at every start. The Java launcher is called without Keycloak's shell script, which would start two JVMs.
 */
final class KeycloakDistribution {

    private static final String VERSION = "26.7.3";
    private static final String SOFTWARE = "org.keycloak:keycloak-quarkus-dist:zip:" + VERSION;
    private static final List<String> BUILD_OPTIONS =
            List.of("build", "--db=dev-file", "--health-enabled=false", "--metrics-enabled=false");
    private static final String LAUNCHER = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";

    private final Path home;

    private KeycloakDistribution(Path home) {
        this.home = home;
    }

    static KeycloakDistribution install(Neighbour.Site site) throws IOException, InterruptedException {
        Path dist = site.folders().dist();
        Path home = dist.resolve("keycloak-" + VERSION);
        KeycloakDistribution distribution = new KeycloakDistribution(home);
        StackLock onlyOne = StackLock.await(dist.resolve("keycloak.lock"));
        try {
            if (!distribution.isBuilt()) {
                Path zip = site.artifacts().file(SOFTWARE);
                site.console().progress("unpacking and building Keycloak " + VERSION + ", once for this checkout");
                unpack(zip, dist);
                OneShot.run(
                        "keycloak-build",
                        distribution.launch(home, List.of("-Xmx512m"), BUILD_OPTIONS),
                        site.folders());
                Files.writeString(distribution.built(), String.join(" ", BUILD_OPTIONS));
            }
        } finally {
            onlyOne.close();
        }
        return distribution;
    }

    /**
     * @param dataHome a folder that Keycloak takes for its home: configuration, database, realms to import
     * @return how to run this distribution with the data of that home
     */
    Launch launch(Path dataHome, List<String> jvmOptions, List<String> arguments) {
        List<String> options = new ArrayList<>(List.of(
                Launch.QUICK_START,
                "-Dkc.home.dir=" + dataHome,
                "-Djboss.server.config.dir=" + dataHome.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        options.addAll(jvmOptions);
        return Launch.java(
                options, home.resolve("lib").resolve("quarkus-run.jar").toString(), LAUNCHER, arguments);
    }

    /** Lays out a home of its own for one stack, so that several run from one distribution. */
    void layOutHome(Path dataHome) throws IOException {
        Files.createDirectories(dataHome.resolve("providers"));
        Path conf = Files.createDirectories(dataHome.resolve("conf"));
        copy(home.resolve("conf").resolve("cache-ispn.xml"), conf.resolve("cache-ispn.xml"));
        // "start --optimized" looks here for the options it was built with
        String marker = "generated-bytecode.jar";
        Path lib = Files.createDirectories(dataHome.resolve("lib").resolve("quarkus"));
        copy(home.resolve("lib").resolve("quarkus").resolve(marker), lib.resolve(marker));
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path built() {
        return home.resolve("pixpro-built");
    }

    private boolean isBuilt() throws IOException {
        return Files.exists(built()) && Files.readString(built()).equals(String.join(" ", BUILD_OPTIONS));
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("Entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream bytes = file.getInputStream(entry)) {
                        Files.copy(bytes, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }
}
