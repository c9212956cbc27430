package pixpro.process;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How jobs are run ({@code pixpro.process.*}).
 *
 * @param consumers jobs run at once by this instance
 * @param attempts tries before a job is given up because its backend does not answer as it should
 * @param retryDelay before the second try; three times as long before each further one
 * @param capacityPatience how long a job waits in all for a backend that has no room
 * @param maxResultSize the most bytes of a result picture
 * @param maxResultPixels the most pixels of a result picture
 * @param spoolDir where results are kept until they lie in object storage
 */
@Validated
@ConfigurationProperties("pixpro.process")
public record ProcessSettings(
        @Positive int consumers,
        @Positive int attempts,
        @NotNull Duration retryDelay,
        @DefaultValue("30m") @NotNull Duration capacityPatience,
        @NotNull DataSize maxResultSize,
        @Positive long maxResultPixels,
        @NotNull Path spoolDir) {}
