package pixpro.socketio;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of Socket.IO.
 *
 * @param maxMessageBytes the longest message, attachments included
 * @param loginPatience how long a connection may stay without a login
 * @param pingInterval how often a client is asked whether it is there
 * @param pingTimeout how long it may take to answer
 * @param workers how many threads read what clients say
 */
@Validated
@ConfigurationProperties("pixpro.socketio")
public record SocketIoSettings(
        @Min(1024) @Max(16_777_216) @DefaultValue("1048576") int maxMessageBytes,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("10s")
        Duration loginPatience,

        @NotNull @DurationMin(millis = 100) @DefaultValue("25s")
        Duration pingInterval,

        @NotNull @DurationMin(millis = 100) @DefaultValue("20s")
        Duration pingTimeout,

        @Min(1) @Max(256) @DefaultValue("8") int workers) {

    private static final int BASE64_OF_3 = 4;
    private static final int ENVELOPE = 1024;

    /** @return the longest body of a poll: there, attachments come as text */
    int maxPollBytes() {
        return maxMessageBytes / 3 * BASE64_OF_3 + ENVELOPE;
    }
}
