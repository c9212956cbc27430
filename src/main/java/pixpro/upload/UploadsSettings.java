package pixpro.upload;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Uploads straight to object storage ({@code pixpro.uploads.*}).
 *
 * @param partSize files that are larger come in parts of this size; S3 wants 5 MB at least
 * @param maxFiles the most files of one batch
 * @param urlValidity how long a signed URL works; whoever needs longer asks for new ones
 * @param ttl after which a batch and what it left is removed
 */
@Validated
@ConfigurationProperties("pixpro.uploads")
public record UploadsSettings(
        @NotNull DataSize partSize,
        @Positive int maxFiles,
        @NotNull Duration urlValidity,
        @NotNull Duration ttl) {

    private static final DataSize LEAST_PART = DataSize.ofMegabytes(5);

    /** @throws IllegalArgumentException if no S3 server would take such parts */
    public UploadsSettings {
        if (partSize != null && partSize.compareTo(LEAST_PART) < 0) {
            throw new IllegalArgumentException("pixpro.uploads.part-size is less than 5 MB");
        }
    }
}
