package deploy;

import static deploy.DeploymentFiles.environment;
import static deploy.DeploymentFiles.found;
import static deploy.DeploymentFiles.services;
import static deploy.DeploymentFiles.text;
import static deploy.DeploymentFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;
import pixpro.engine.EngineSettings;

class DeploymentFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPOSE = "docker-compose.yml";
    private static final Set<String> GITLAB_KEYWORDS =
            Set.of("stages", "workflow", "default", "variables", "image", "include", "services", "cache", "spec");

    @Test
    void composeFileKeepsTheRulesOfTheHouse() {
        JsonNode rules = JSON.valueToTree(yaml("src/test/java/deploy/compose-rules.schema.json"));
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(rules)
                        .validate(JSON.valueToTree(yaml(COMPOSE))))
                .isEmpty();
    }

    @Test
    void everySettingOfPixProBindsToAProperty() throws IOException {
        Set<String> known = new TreeSet<>();
        for (var source :
                new YamlPropertySourceLoader().load("application", new ClassPathResource("application.yaml"))) {
            for (String name : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
                known.add(environmentName(name));
            }
        }
        JsonNode metadata = JSON.readTree(
                new ClassPathResource("META-INF/spring-configuration-metadata.json").getContentAsByteArray());
        metadata.get("properties")
                .forEach(property ->
                        known.add(environmentName(property.get("name").asText())));

        assertThat(known)
                .containsAll(environment("pixpro").keySet())
                .contains("PIXPRO_STORAGE_PUBLICENDPOINT")
                .doesNotContain("PIXPRO_STORAGE_PUBLIC_ENDPOINT");
    }

    @Test
    void everyNeighbourOfPixProIsNamedByItsSettings() {
        assertThat(environment("pixpro").keySet())
                .contains(
                        "PIXPRO_KAFKA_BROKERS",
                        "PIXPRO_STORAGE_ENDPOINT",
                        "PIXPRO_MONGODB_URI",
                        "PIXPRO_REDIS_HOST",
                        "PIXPRO_KEYCLOAK_SERVERURL",
                        "PIXPRO_KEYCLOAK_ISSUER",
                        "PIXPRO_BACKENDS_VISION_URL",
                        "PIXPRO_BACKENDS_OLLAMA_URL");
    }

    @Test
    void everySettingOfTheEngineIsOneItReads() {
        Set<String> known = Arrays.stream(EngineSettings.class.getRecordComponents())
                .map(component -> "PIXPRO_ENGINE_"
                        + component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(known).containsAll(environment("engine").keySet());
    }

    @Test
    void everyGapOfTheRealmIsFilled() {
        Set<String> gaps = found("\\$\\{(PIXPRO_[A-Z_]+)", text("keycloak/pixpro-realm.json"));

        assertThat(environment("keycloak").keySet().stream()
                        .filter(name -> name.startsWith("PIXPRO_"))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(gaps);
    }

    @Test
    void importsTheProductionRealmAndNeverTheDevelopmentOverlay() {
        assertThat(services().get("keycloak").get("volumes"))
                .isEqualTo(List.of("./keycloak/pixpro-realm.json:/opt/keycloak/data/import/pixpro-realm.json:ro"));
        assertThat(text(COMPOSE)).doesNotContain("pixpro-realm-dev", "./keycloak:");
    }

    @Test
    void tokensNameTheAddressThatBrowsersLogInAt() {
        String publicUrl = environment("keycloak").get("KC_HOSTNAME");

        assertThat(environment("pixpro").get("PIXPRO_KEYCLOAK_ISSUER")).isEqualTo(publicUrl + "/realms/pixpro");
        assertThat(environment("pixpro").get("PIXPRO_KEYCLOAK_SERVERURL")).isEqualTo("http://keycloak:8080");
        assertThat(environment("keycloak")).containsEntry("KC_HOSTNAME_BACKCHANNEL_DYNAMIC", "true");
    }

    @Test
    void startsOnlyWithSecretsThatSomebodyChose() {
        String compose = text(COMPOSE);
        Set<String> secrets = found("\\$\\{([A-Z_]*(?:PASSWORD|SECRET|_KEY|ROOT_USER)[A-Z_]*)", compose);
        Set<String> demanded = found("\\$\\{([A-Z_]+):\\?", compose);

        assertThat(secrets).hasSizeGreaterThan(6);
        // mail may be sent without a password: that one may stay empty, but has no other default
        assertThat(demanded)
                .containsAll(secrets.stream()
                        .filter(name -> !name.startsWith("PIXPRO_SMTP_"))
                        .toList());
        assertThat(compose).contains("${PIXPRO_SMTP_PASSWORD:-}");
        assertThat(found("^([A-Z_]+)=.+$", text(".env.example"))).containsAll(demanded);
    }

    @Test
    void secretsOfTheExampleSayThatTheyAreForDevelopment() {
        assertThat(text(".env.example")
                        .lines()
                        .filter(line -> line.matches("[A-Z_]*(PASSWORD|SECRET|ACCESS_KEY)[A-Z_]*=.*")))
                .isNotEmpty()
                .allMatch(line -> line.substring(line.indexOf('=')).startsWith("=development"));
        assertThat(text(".gitignore").lines()).contains(".env");
    }

    @Test
    void imagesAreBuiltOnPinnedOnesAndRunWithoutRoot() {
        String dockerfile = text("Dockerfile");
        Set<String> stages = found("^FROM \\S+ AS (\\S+)$", dockerfile);
        Set<String> bases = found("^FROM (\\S+)", dockerfile);
        bases.removeAll(stages);

        assertThat(stages).contains("pixpro", "engine");
        assertThat(bases).hasSize(2).allMatch(base -> base.matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+[a-z0-9_.-]*"));
        assertThat(found("^USER (.+)$", dockerfile)).containsExactly("10001:10001");
        // the exec form: a shell in between would keep SIGTERM from the JVM
        assertThat(found("^ENTRYPOINT (\\S+)", dockerfile)).containsExactly("[\"java\",");
    }

    @Test
    @SuppressWarnings("unchecked")
    void pipelineGoesFromLintOverTestToImage() {
        Map<String, Object> pipeline = yaml(".gitlab-ci.yml");
        Map<String, Map<String, Object>> jobs = pipeline.entrySet().stream()
                .filter(entry -> !GITLAB_KEYWORDS.contains(entry.getKey()))
                .filter(entry -> !entry.getKey().startsWith("."))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> (Map<String, Object>) entry.getValue()));
        List<String> stages = (List<String>) pipeline.get("stages");

        assertThat(stages).containsExactly("lint", "test", "image");
        assertThat(jobs.values()).extracting(job -> job.get("stage")).isSubsetOf(stages);
        assertThat(jobs.values()).allSatisfy(job -> assertThat(job).containsKey("script"));
        assertThat(jobs.get("push").get("rules").toString())
                .isEqualTo("[{if=$CI_COMMIT_BRANCH == \"main\"}, {if=$CI_COMMIT_TAG}]");
        assertThat(text(".gitlab-ci.yml")).doesNotContain(":latest").contains("$TARGET:$CI_COMMIT_SHA");
    }

    /** Gives the name that Spring's relaxed binding looks for: dots become underscores, dashes go. */
    private static String environmentName(String property) {
        return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
