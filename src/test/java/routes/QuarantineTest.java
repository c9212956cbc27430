package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import pixpro.PixPro;

/** What becomes of a record that nobody can read, with Kafka as the test has it. */
@CamelSpringBootTest
@SpringBootTest(
        classes = PixPro.class,
        properties = {
            "camel.main.auto-startup=false",
            "pixpro.kafka.brokers=localhost:1",
            "spring.main.allow-bean-definition-overriding=true"
        })
@Import(FakeNeighbours.class)
@Timeout(60)
class QuarantineTest {

    private static final byte[] GARBAGE = {0, (byte) 0xff, (byte) 0xd8, 'x', (byte) 0xc3, '(', 0};
    private static final byte[] KEY = {(byte) 0xfe, 1};
    private static boolean advised;

    @Autowired
    private ModelCamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    private final List<String> journal = new CopyOnWriteArrayList<>();
    private MockEndpoint quarantine;

    @BeforeEach
    void swapTheEntrancesAndTheTopic() throws Exception {
        if (!advised) {
            for (String id : List.of("project-processed-image", "notify-processed-image")) {
                AdviceWith.adviceWith(camel, id, route -> route.replaceFromWith("direct:test-" + id));
            }
            AdviceWith.adviceWith(camel, "project-quarantine-record", route -> route.mockEndpointsAndSkip("kafka:*"));
            advised = true;
        }
        for (String id : List.of("project-quarantine-record", "project-processed-image", "notify-processed-image")) {
            camel.getRouteController().startRoute(id);
        }
        MockEndpoint.resetMocks(camel);
        quarantine = camel.getEndpoint("mock:kafka:image-quarantine", MockEndpoint.class);
        quarantine.whenAnyExchangeReceived(exchange -> journal.add("put aside"));
    }

    @Test
    void commitsOnlyOnceTheRecordIsPutAside() {
        int[] left = {2};
        quarantine.whenAnyExchangeReceived(exchange -> {
            if (left[0]-- > 0) {
                journal.add("refused");
                throw new TimeoutException("no acknowledgement");
            }
            journal.add("put aside");
        });

        take("project-processed-image", GARBAGE);

        assertThat(journal).containsExactly("refused", "refused", "put aside", "committed");
    }

    @Test
    void keepsTheBytesAndTellsWhereTheyCameFrom() {
        take("project-processed-image", GARBAGE);

        Message entry = quarantine.getExchanges().get(0).getMessage();
        assertThat(entry.getBody()).isEqualTo(GARBAGE);
        assertThat(headers(entry))
                .containsEntry("topic", "image-processed")
                .containsEntry("partition", "3")
                .containsEntry("offset", "17")
                .containsEntry("timestamp", "1700000000000")
                .containsEntry("group", "pixpro-project")
                .containsEntry("route", "project-processed-image")
                .containsEntry("key", KEY)
                .containsEntry("headers", "[{\"name\":\"twice\",\"value\":\"/w==\"},{\"name\":\"twice\"}]")
                .containsKeys("reason", "at");
        assertThat(headers(entry).get("reason").toString())
                .startsWith("the record is not a CloudEvent of PixPro: ")
                .hasSizeLessThanOrEqualTo(500);
        assertThat(entry.getHeader(KafkaConstants.KEY)).isEqualTo("image-processed/3/17");
        assertThat(entry.getHeaders()).doesNotContainKeys("twice", KafkaConstants.TOPIC, KafkaConstants.HEADERS);
    }

    @Test
    void keepsAnAbsentValueAbsent() {
        take("project-processed-image", null);

        assertThat(quarantine.getExchanges().get(0).getMessage().getBody()).isNull();
        assertThat(journal).containsExactly("put aside", "committed");
    }

    @Test
    void leavesARecordToTheOneGroupThatPutsItAside() {
        take("notify-processed-image", GARBAGE);

        assertThat(journal).containsExactly("committed");
    }

    @Test
    void tellsOfARecordThatIsTooLargeWithoutItsContent() {
        quarantine.whenAnyExchangeReceived(exchange -> {
            if (exchange.getMessage().getBody() != null) {
                throw new RecordTooLargeException("too large");
            }
            journal.add("put aside");
        });

        take("project-processed-image", GARBAGE);

        assertThat(journal).containsExactly("put aside", "committed");
        Message entry = quarantine.getExchanges().get(1).getMessage();
        assertThat(headers(entry))
                .containsEntry("omitted", "7")
                .containsEntry("offset", "17")
                .doesNotContainKeys("key", "headers");
    }

    private static Map<String, Object> headers(Message entry) {
        Map<String, Object> headers = new HashMap<>();
        entry.getHeaders().forEach((name, value) -> {
            if (name.startsWith("pixpro-quarantine-")) {
                headers.put(name.substring("pixpro-quarantine-".length()), value);
            }
        });
        return headers;
    }

    private void take(String route, byte[] value) {
        KafkaManualCommit commit = () -> journal.add("committed");
        Exchange done = producer.send("direct:test-" + route, exchange -> {
            Message record = exchange.getMessage();
            record.setBody(value);
            record.setHeader(KafkaConstants.MANUAL_COMMIT, commit);
            record.setHeader(KafkaConstants.TOPIC, "image-processed");
            record.setHeader(KafkaConstants.PARTITION, 3);
            record.setHeader(KafkaConstants.OFFSET, 17L);
            record.setHeader(KafkaConstants.TIMESTAMP, 1_700_000_000_000L);
            record.setHeader(KafkaConstants.KEY, KEY);
            record.setHeader(
                    KafkaConstants.HEADERS,
                    new RecordHeaders().add("twice", new byte[] {(byte) 0xff}).add("twice", null));
            record.setHeader("twice", "as text".getBytes(StandardCharsets.UTF_8));
        });
        assertThat(done.getException()).isNull();
    }
}
