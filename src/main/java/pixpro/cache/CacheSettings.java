package pixpro.cache;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long answers are kept ({@code pixpro.cache.*}).
 *
 * @param ttl of an answer that only a write changes; never more than a third of what the links in it are good for
 * @param passing of an answer that changes by itself, as one about a job that is under way
 * @param largest that is kept
 */
@Validated
@ConfigurationProperties("pixpro.cache")
public record CacheSettings(
        @DefaultValue("60s") @NotNull @DurationMin(seconds = 1)
        Duration ttl,

        @DefaultValue("2s") @NotNull @DurationMin(seconds = 1)
        Duration passing,

        @DefaultValue("512KB") @NotNull DataSize largest) {}
