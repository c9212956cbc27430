package pixpro.library;

import java.time.Instant;

/**
 * A project as its owner sees it.
 *
 * @param coverImageId the image that stands for it; null if none was chosen
 * @param cover where that image can be fetched; null if there is none, or it was deleted
 * @param archived whether it is left out of the usual list
 */
public record ProjectView(
        String id,
        String title,
        String description,
        String coverImageId,
        ImageView.Link cover,
        boolean archived,
        Instant createdAt,
        Instant updatedAt) {}
