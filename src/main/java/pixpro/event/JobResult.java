package pixpro.event;

import com.fasterxml.jackson.databind.JsonNode;

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
 * @param backend name of the backend that answered
 * @param model name of the model that answered
 * @param digest of that model, as its backend tells it; null if it does not
 */
public record JobResult(
        String objectKey,
        String mediaType,
        long bytes,
        int width,
        int height,
        String sha256,
        JsonNode data,
        String backend,
        String model,
        String digest) {}
