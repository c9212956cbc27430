package pixpro.ingest;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in ({@code pixpro.ingest.*}).
 *
 * @param maxFileSize the most bytes of one file
 * @param maxPixels the most pixels of one image, all frames together
 * @param maxFiles the most files of one request
 * @param spoolDir where uploads are kept until they lie in object storage; each instance has a folder of its own in it
 */
@Validated
@ConfigurationProperties("pixpro.ingest")
public record IngestSettings(
        @NotNull DataSize maxFileSize,
        @Positive long maxPixels,
        @Positive int maxFiles,
        @NotNull Path spoolDir) {}
