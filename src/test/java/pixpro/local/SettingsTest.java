package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String ENDPOINT = "pixpro.storage.public-endpoint";

    @Test
    void findsWhatTheEnvironmentGivesBySpringsRelaxedName() {
        Settings settings = settings(Map.of(), Map.of("PIXPRO_STORAGE_PUBLICENDPOINT", "http://files"));

        assertThat(settings.get(ENDPOINT)).contains("http://files");
    }

    @Test
    void prefersTheCommandLineToPropertiesAndThoseToTheEnvironment() {
        Map<String, String> environment = Map.of("PIXPRO_STORAGE_PUBLICENDPOINT", "environment");
        Map<String, String> properties = Map.of(ENDPOINT, "property");

        assertThat(settings(properties, environment).get(ENDPOINT)).contains("property");
        assertThat(settings(properties, environment, "--" + ENDPOINT + "=argument")
                        .get(ENDPOINT))
                .contains("argument");
    }

    @Test
    void takesABlankValueForNone() {
        assertThat(settings(Map.of(ENDPOINT, " "), Map.of()).get(ENDPOINT)).isEmpty();
    }

    @Test
    void findsNothingWhereNothingIsGiven() {
        assertThat(settings(Map.of(), Map.of(), "--debug", "file=x").get(ENDPOINT))
                .isEmpty();
    }

    private static Settings settings(Map<String, String> properties, Map<String, String> environment, String... args) {
        return new Settings(args, properties::get, environment::get);
    }
}
