package pixpro.process;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
 * @param window jobs that this instance takes at once from one lane, those that wait in it included
 * @param attempts tries before a job is given up because its backend does not answer as it should
 * @param retryDelay before the second try; three times as long before each further one
 * @param breakerWait how long a backend that keeps failing is left alone at first
 * @param trialPatience how long a job may go on trying a backend that fails everybody
 * @param maxResultSize the most bytes of a result picture
 * @param maxResultPixels the most pixels of a result picture
 * @param spoolDir where results are kept until they lie in object storage; each instance has a folder of its own in it
 */
@Validated
@ConfigurationProperties("pixpro.process")
public record ProcessSettings(
        @DefaultValue("64") @Min(1) @Max(128) int window,
        @Positive int attempts,
        @NotNull Duration retryDelay,
        @DefaultValue("5s") @NotNull Duration breakerWait,
        @DefaultValue("24h") @NotNull Duration trialPatience,
        @NotNull DataSize maxResultSize,
        @Positive long maxResultPixels,
        @NotNull Path spoolDir) {}
