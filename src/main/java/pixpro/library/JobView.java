package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;

/**
 * A job as its owner sees it.
 *
 * @param params as validated when it was queued
 * @param status queued, processed or failed
 * @param startedAt null until it ended
 * @param finishedAt null until it ended
 * @param attempts null until it ended
 * @param result only of a processed job
 * @param error only of a failed job
 */
public record JobView(
        String id,
        String effect,
        JsonNode params,
        String status,
        Instant queuedAt,
        Instant startedAt,
        Instant finishedAt,
        Integer attempts,
        Result result,
        Failure error) {

    /**
     * What came of a job: a picture, data, or both.
     *
     * @param url signed GET of the picture; null, like the picture's other facts, when the effect makes data only
     * @param data detections, captions and the like; null when the effect makes a picture only
     */
    public record Result(
            URI url,
            String mediaType,
            Integer width,
            Integer height,
            Long bytes,
            JsonNode data,
            String backend,
            String model,
            String digest) {}

    /**
     * Why a job was given up.
     *
     * @param code stable, for programs
     * @param message a sentence, for people
     */
    public record Failure(String code, String message) {}
}
