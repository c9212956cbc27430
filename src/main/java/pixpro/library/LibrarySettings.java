package pixpro.library;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the library.
 *
 * @param linkValidity how long a signed URL in an answer works, at most 7 days
 * @param trash how long a deleted image can be restored, before it is gone with all that was made of it
 */
@Validated
@ConfigurationProperties("pixpro.library")
public record LibrarySettings(
        @NotNull @DurationMin(seconds = 1) @DurationMax(days = 7) @DefaultValue("15m")
        Duration linkValidity,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("30d")
        Duration trash) {}
