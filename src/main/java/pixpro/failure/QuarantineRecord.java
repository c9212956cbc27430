package pixpro.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Turns a record that nobody can read into its entry in quarantine: the value stays what it was, byte for byte, and
 * headers tell where it came from and why it is there. Record headers may repeat, lack a value, or have names that
 * Camel keeps to itself, so the original ones go into one header, as JSON with their values in base64.
 *
 * <p>The entry's key is the record's position: who sees the record again after a crash writes the same entry again, and
 * a reader that keeps entries by key keeps it once.
 */
@Component("quarantineRecord")
public class QuarantineRecord implements Processor {

    /** Before the name of each header of an entry. */
    public static final String PREFIX = "pixpro-quarantine-";

    private static final int LONGEST_REASON = 500;

    private final ObjectMapper json;
    private final Clock clock;

    @Autowired
    public QuarantineRecord(ObjectMapper json) {
        this(json, Clock.systemUTC());
    }

    QuarantineRecord(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws JsonProcessingException {
        Message record = exchange.getMessage();
        String topic = record.getHeader(KafkaConstants.TOPIC, String.class);
        String partition = record.getHeader(KafkaConstants.PARTITION, String.class);
        String offset = record.getHeader(KafkaConstants.OFFSET, String.class);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("topic", topic);
        entry.put("partition", partition);
        entry.put("offset", offset);
        entry.put("timestamp", record.getHeader(KafkaConstants.TIMESTAMP, String.class));
        entry.put("group", "pixpro-" + QuarantineDuty.stageOf(exchange));
        entry.put("route", exchange.getFromRouteId());
        entry.put("reason", reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
        entry.put("at", clock.instant().toString());
        entry.put("key", record.getHeader(KafkaConstants.KEY, byte[].class));
        entry.put("headers", headers(record.getHeader(KafkaConstants.HEADERS, Headers.class)));

        // the means to commit is for later; whatever else the record brought must not steer the producer
        record.removeHeaders("*", KafkaConstants.MANUAL_COMMIT);
        record.setHeader(KafkaConstants.KEY, topic + "/" + partition + "/" + offset);
        entry.forEach((name, value) -> {
            if (value != null) {
                record.setHeader(PREFIX + name, value);
            }
        });
    }

    private String headers(Headers headers) throws JsonProcessingException {
        List<Map<String, Object>> listed = new ArrayList<>();
        for (Header header : headers == null ? List.<Header>of() : headers) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", header.key());
            one.put("value", header.value());
            listed.add(one);
        }
        return listed.isEmpty() ? null : json.writeValueAsString(listed);
    }

    /** From the outside in, on one line; parsers quote what they read, so not endlessly. */
    private static String reason(Throwable failure) {
        StringBuilder reason = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            reason.append(reason.isEmpty() ? "" : ": ").append(message.replaceAll("\\p{Cntrl}+", " "));
        }
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }
}
