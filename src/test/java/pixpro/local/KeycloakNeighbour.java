package pixpro.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Keycloak on a file database, with PixPro's realm and the development overlay. */
final class KeycloakNeighbour implements Neighbour {

    private static final String SERVER_URL = "pixpro.keycloak.server-url";
    private static final String ISSUER = "pixpro.keycloak.issuer";
    private static final String REALM = "pixpro.keycloak.realm";
    private static final String AUDIENCE = "pixpro.keycloak.audience";
    /** For the administration console of a server that listens on this machine only. */
    private static final Map<String, String> LOCAL_ADMINISTRATOR =
            Map.of("KC_BOOTSTRAP_ADMIN_USERNAME", "admin", "KC_BOOTSTRAP_ADMIN_PASSWORD", "admin");

    private final Path definitions;

    /** @param definitions the folder with the realm, its overlay and perhaps {@code themes} */
    KeycloakNeighbour(Path definitions) {
        this.definitions = definitions.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return "keycloak";
    }

    @Override
    public int usualPort() {
        return 8180;
    }

    @Override
    public List<String> givenBy() {
        return List.of(ISSUER, SERVER_URL);
    }

    @Override
    public Map<String, String> properties(int port) {
        String url = "http://localhost:" + port;
        return Map.of(
                SERVER_URL,
                url,
                ISSUER,
                url + "/realms/pixpro",
                REALM,
                "pixpro",
                AUDIENCE,
                "pixpro-api",
                // as in the development overlay
                "pixpro.keycloak.watch.client-secret",
                "pixpro-dev-secret");
    }

    @Override
    public String url(Properties properties) {
        return properties.get(ISSUER);
    }

    @Override
    public Launch prepare(Site site, int port) throws Exception {
        KeycloakDistribution distribution = KeycloakDistribution.install(site);
        Path home = site.folders().data(name());
        distribution.layOutHome(home);
        importRealm(home, site.console());
        List<String> arguments = new ArrayList<>(List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname=http://localhost:" + port,
                "--cache=local"));
        Path themes = definitions.resolve("themes");
        if (Files.isDirectory(themes)) {
            arguments.add("--spi-theme--folder--dir=" + themes);
            arguments.add("--spi-theme--cache-themes=false");
            arguments.add("--spi-theme--cache-templates=false");
        }
        Map<String, String> environment = new HashMap<>(LOCAL_ADMINISTRATOR);
        environment.put("PIXPRO_PUBLIC_URL", site.pixproUrl());
        return distribution
                .launch(home, List.of("-Xms128m", "-Xmx448m", "-XX:MaxMetaspaceSize=256m"), arguments)
                .with(environment);
    }

    /** Keycloak imports a realm it does not have yet: when the definition changed, it gets a fresh database. */
    private void importRealm(Path home, Console console) throws IOException, NoSuchAlgorithmException {
        String realm = RealmOverlay.merge(
                definitions.resolve("pixpro-realm.json"), definitions.resolve("pixpro-realm-dev.json"));
        String fingerprint = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(realm.getBytes(StandardCharsets.UTF_8)));
        Path imported = home.resolve("realm.sha256");
        if (Files.exists(imported) && !Files.readString(imported).equals(fingerprint)) {
            console.progress("the realm's definition changed: Keycloak starts afresh, self-registered people are gone");
            StackFolders.delete(home.resolve("data"));
        }
        Path folder = Files.createDirectories(home.resolve("data").resolve("import"));
        Files.writeString(folder.resolve("pixpro-realm.json"), realm);
        Files.writeString(imported, fingerprint);
    }

    @Override
    public void check(Properties properties) throws Exception {
        String issuer = properties.get(ISSUER);
        String answer = Http.expectOk(issuer + "/.well-known/openid-configuration");
        if (!answer.contains("\"" + issuer + "\"")) {
            throw new LocalStackException(issuer + " answers for another issuer: " + answer);
        }
    }
}
