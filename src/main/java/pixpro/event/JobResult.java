package pixpro.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a job made.
 *
 * @param objectKey where the result picture lies in object storage; null when the effect makes data only
 * @param mediaType of the result picture, by content; null without one
 * @param bytes length of the result picture; 0 without one
 * @param width pixels; 0 without a picture
 * @param height pixels; 0 without a picture
 * @param sha256 of the result picture, lower-case hexadecimal; null without one
 * @param data detections, captions and the like; null when the effect makes a picture only
 * @param recipe how it was made, one entry per effect, in their order
 * @param reuseOf id of the job whose result this is a copy of; null if it was made for this job
 */
public record JobResult(
        String objectKey,
        String mediaType,
        long bytes,
        int width,
        int height,
        String sha256,
        JsonNode data,
        List<RecipeStep> recipe,
        String reuseOf) {

    public JobResult {
        recipe = recipe == null ? List.of() : List.copyOf(recipe);
    }
}
