package pixpro.notify;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where instances tell each other.
 *
 * @param host name or address
 * @param port TCP port
 */
@Validated
@ConfigurationProperties("pixpro.redis")
public record RedisSettings(
        @NotBlank String host, @Min(1) @Max(65535) int port) {}
