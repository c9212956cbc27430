package pixpro.kafka;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the topics are ({@code pixpro.kafka.*}).
 *
 * @param brokers {@code host:port}, several with commas between them
 */
@Validated
@ConfigurationProperties("pixpro.kafka")
public record KafkaSettings(@NotBlank String brokers) {}
