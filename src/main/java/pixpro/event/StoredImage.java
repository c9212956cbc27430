package pixpro.event;

import java.time.Instant;

/**
 * An original in object storage, as every event about it tells it, so that each event can be projected by itself.
 *
 * @param id image id (UUID)
 * @param owner the {@code sub} of the token it was uploaded with
 * @param batchId the request it came with
 * @param filename the client's file name made harmless; for showing only, never a key
 * @param title as given, or null
 * @param category as given, or null
 * @param projectId as given, or null
 * @param mediaType by content, for example {@code image/jpeg}
 * @param bytes length of the original
 * @param width pixels, after its EXIF orientation is applied
 * @param height pixels, after its EXIF orientation is applied
 * @param sha256 of the original's bytes, lower-case hexadecimal
 * @param objectKey where the original lies in object storage
 * @param receivedAt when the original had been taken in
 */
public record StoredImage(
        String id,
        String owner,
        String batchId,
        String filename,
        String title,
        String category,
        String projectId,
        String mediaType,
        long bytes,
        int width,
        int height,
        String sha256,
        String objectKey,
        Instant receivedAt) {}
