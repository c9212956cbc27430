package pixpro.orphan;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What becomes of objects that nobody knows ({@code pixpro.orphans.*}).
 *
 * @param grace how long an object must have been stored: longer than any upload and any job takes between storing and
 *     announcing
 * @param every how often one of the instances looks
 * @param remove whether they are removed; otherwise they are only counted
 */
@Validated
@ConfigurationProperties("pixpro.orphans")
public record OrphanSettings(
        @DefaultValue("24h") @NotNull @DurationMin(hours = 1)
        Duration grace,

        @DefaultValue("24h") @NotNull @DurationMin(minutes = 1)
        Duration every,

        @DefaultValue("true") boolean remove) {}
