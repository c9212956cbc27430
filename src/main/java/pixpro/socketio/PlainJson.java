package pixpro.socketio;

import java.util.List;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** Makes what the packet format's encoder takes: it looks for byte arrays in its own containers only. */
final class PlainJson {

    private PlainJson() {}

    /** @return the value, with lists and maps replaced */
    static Object of(Object value) {
        if (value == null) {
            return JSONObject.NULL;
        }
        if (value instanceof List<?> list) {
            JSONArray array = new JSONArray();
            list.forEach(item -> array.put(of(item)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            JSONObject object = new JSONObject();
            map.forEach((name, item) -> object.put(String.valueOf(name), of(item)));
            return object;
        }
        return value;
    }
}
