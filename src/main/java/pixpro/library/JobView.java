package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import pixpro.effect.Waiting;
import pixpro.work.Work;

/**
 * A job as its owner sees it.
 *
 * @param params as validated when it was queued
 * @param status queued, processed or failed
 * @param waiting what keeps a queued job from beginning; null if nothing does, it only waits for its turn
 * @param working since when and at what of it some instance works; null while none does, and for the first seconds
 * @param startedAt null until it ended
 * @param finishedAt null until it ended
 * @param attempts null until it ended
 * @param result only of a processed job
 * @param error only of a failed job
 * @param retryOf id of the failed job that this one does again; null if it does none again
 */
public record JobView(
        String id,
        String effect,
        JsonNode params,
        String status,
        Waiting waiting,
        Work working,
        Instant queuedAt,
        Instant startedAt,
        Instant finishedAt,
        Integer attempts,
        Result result,
        Failure error,
        String retryOf) {

    /**
     * What came of a job: a picture, data, or both.
     *
     * @param url signed GET of the picture; null, like the picture's other facts, when the effect makes data only
     * @param data detections, captions and the like; null when the effect makes a picture only
     * @param recipe how it was made, one entry per effect
     * @param reuseOf the job whose result this is a copy of; null if it was made for this job
     */
    public record Result(
            URI url,
            String mediaType,
            Integer width,
            Integer height,
            Long bytes,
            JsonNode data,
            JsonNode recipe,
            String reuseOf) {}

    /**
     * Why a job was given up.
     *
     * @param code stable, for programs
     * @param message a sentence, for people
     */
    public record Failure(String code, String message) {}
}
