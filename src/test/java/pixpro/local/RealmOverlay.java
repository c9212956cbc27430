package pixpro.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lays the development overlay over the production realm. Objects are merged member by member; lists of clients, users and other
 * named things by their names; every other list is replaced.
 */
final class RealmOverlay {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("clientId", "username", "name", "alias");

    private RealmOverlay() {}

    /** @return the realm, with the overlay's values where both have one */
    static String merge(Path realm, Path overlay) throws IOException {
        return merge(Files.readString(realm), Files.readString(overlay));
    }

    static String merge(String realm, String overlay) throws IOException {
        JsonNode merged = merge(JSON.readTree(realm), JSON.readTree(overlay));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(merged);
    }

    private static JsonNode merge(JsonNode base, JsonNode overlay) {
        if (base instanceof ObjectNode object && overlay instanceof ObjectNode changes) {
            ObjectNode result = object.deepCopy();
            changes.properties().forEach(change -> {
                JsonNode existing = result.get(change.getKey());
                result.set(change.getKey(), existing == null ? change.getValue() : merge(existing, change.getValue()));
            });
            return result;
        }
        if (base instanceof ArrayNode list && overlay instanceof ArrayNode changes && isNamed(list, changes)) {
            return mergeByName(list, changes);
        }
        return overlay;
    }

    private static ArrayNode mergeByName(ArrayNode list, ArrayNode changes) {
        ArrayNode result = list.deepCopy();
        for (JsonNode change : changes) {
            int index = indexOf(result, name(change));
            if (index < 0) {
                result.add(change);
            } else {
                result.set(index, merge(result.get(index), change));
            }
        }
        return result;
    }

    private static int indexOf(ArrayNode list, Optional<String> name) {
        for (int i = 0; i < list.size(); i++) {
            if (name(list.get(i)).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isNamed(ArrayNode... lists) {
        for (ArrayNode list : lists) {
            for (JsonNode element : list) {
                if (name(element).isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Optional<String> name(JsonNode element) {
        return NAMES.stream()
                .filter(element::has)
                .findFirst()
                .map(key -> key + "=" + element.get(key).asText());
    }
}
