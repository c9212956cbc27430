package pixpro.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What {@code /api/generate} and {@code /api/chat} are asked for.
 *
 * @param model the effect's name
 * @param images decoded files; for a chat those of the last message that has any
 * @param options a JSON object or null
 * @param stream whether progress is wanted
 * @param json whether the answer's text shall be JSON
 */
record InferenceRequest(String model, List<byte[]> images, JsonNode options, boolean stream, boolean json) {}
