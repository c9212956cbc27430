package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RealmOverlayTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REALM = Path.of("keycloak", "pixpro-realm.json");
    private static final Path OVERLAY = Path.of("keycloak", "pixpro-realm-dev.json");

    @Test
    void mergesObjectsMemberByMember() throws IOException {
        assertThat(merged("{'smtp': {'host': 'a', 'port': 25}, 'x': 1}", "{'smtp': {'host': 'b'}}"))
                .isEqualTo(json("{'smtp': {'host': 'b', 'port': 25}, 'x': 1}"));
    }

    @Test
    void mergesClientsByTheirIdAndAddsNewOnes() throws IOException {
        assertThat(merged(
                        "{'clients': [{'clientId': 'web', 'enabled': true, 'urls': ['x', 'y']}, {'clientId': 'api'}]}",
                        "{'clients': [{'clientId': 'dev'}, {'clientId': 'web', 'urls': ['z']}]}"))
                .isEqualTo(json("{'clients': [{'clientId': 'web', 'enabled': true, 'urls': ['z']},"
                        + " {'clientId': 'api'}, {'clientId': 'dev'}]}"));
    }

    @Test
    void addsUsersToARealmWithout() throws IOException {
        assertThat(merged("{'realm': 'r'}", "{'users': [{'username': 'ada'}]}"))
                .isEqualTo(json("{'realm': 'r', 'users': [{'username': 'ada'}]}"));
    }

    @Test
    void addsPeopleAndThePasswordGrantToTheRealRealmOnly() throws IOException {
        JsonNode production = JSON.readTree(Files.readString(REALM));
        JsonNode development = JSON.readTree(RealmOverlay.merge(REALM, OVERLAY));

        assertThat(production.has("users")).isFalse();
        assertThat(production.get("clients"))
                .noneMatch(client -> client.path("directAccessGrantsEnabled").asBoolean())
                .noneMatch(client -> client.has("secret"));
        assertThat(development.get("users"))
                .extracting(user -> user.get("username").asText())
                .containsExactlyInAnyOrder("ada", "bob", "otto", "root", "service-account-pixpro-watch");
        assertThat(development.get("clients"))
                .filteredOn(client -> client.path("directAccessGrantsEnabled").asBoolean())
                .extracting(client -> client.get("clientId").asText())
                .containsExactly("pixpro-dev");
    }

    private static JsonNode merged(String realm, String overlay) throws IOException {
        return json(RealmOverlay.merge(realm.replace('\'', '"'), overlay.replace('\'', '"')));
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
