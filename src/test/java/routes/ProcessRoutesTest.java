package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import pixpro.PixPro;
import pixpro.corpus.GoodImages;
import pixpro.effect.Lanes;
import pixpro.event.EventCodec;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.event.SampleEvents;
import pixpro.storage.InMemoryObjectStorage;

/** The routes from a record to its job's end, with a backend that answers what the test says. */
@CamelSpringBootTest
@SpringBootTest(
        classes = PixPro.class,
        properties = {
            "camel.main.auto-startup=false",
            "pixpro.kafka.brokers=localhost:1",
            "spring.main.allow-bean-definition-overriding=true",
            "pixpro.process.attempts=3",
            "pixpro.process.retry-delay=50ms"
        })
@Import(FakeNeighbours.class)
@Timeout(60)
class ProcessRoutesTest {

    private static final byte[] ORIGINAL = GoodImages.jpeg(64, 48);
    private static final byte[] RESULT = GoodImages.png(64, 48);
    private static final String PICTURE =
            "{\"image\":\"" + Base64.getEncoder().encodeToString(RESULT) + "\",\"response\":\"\",\"done\":true}";

    /** What happened, in its order. */
    private static final List<String> JOURNAL = new CopyOnWriteArrayList<>();

    private static final Deque<Answer> ANSWERS = new ArrayDeque<>();
    private static HttpServer backend;
    private static JsonNode lastRequest;
    private static boolean advised;

    private record Answer(int status, String body) {}

    @Autowired
    private ModelCamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private EventCodec codec;

    @Autowired
    private InMemoryObjectStorage storage;

    private MockEndpoint processed;
    private MockEndpoint failed;

    @AfterAll
    static void stopBackend() {
        backend.stop(0);
    }

    @DynamicPropertySource
    static void startBackend(DynamicPropertyRegistry properties) throws IOException {
        backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        backend.createContext("/api/generate", ProcessRoutesTest::answer);
        backend.createContext("/api/tags", ProcessRoutesTest::sayWell);
        backend.start();
        properties.add(
                "pixpro.backends.vision.url",
                () -> "http://localhost:" + backend.getAddress().getPort());
    }

    @BeforeEach
    void swapTheEntranceAndTheTopics() throws Exception {
        if (!advised) {
            AdviceWith.adviceWith(
                    camel, "process-take-vision-jobs", route -> route.replaceFromWith("direct:test-record"));
            AdviceWith.adviceWith(camel, "process-sort-jobs", route -> route.replaceFromWith("direct:test-unsorted"));
            AdviceWith.adviceWith(camel, "process-announce-outcome", route -> route.mockEndpointsAndSkip("kafka:*"));
            advised = true;
        }
        for (String id : List.of(
                "process-announce-outcome",
                "process-give-up",
                "process-ask-model",
                "process-call-model",
                "process-probe-backend",
                "effect-enhance",
                "process-try-effect",
                "process-run-job",
                "process-sort-job",
                "process-sort-jobs",
                "process-take-vision-jobs")) {
            camel.getRouteController().startRoute(id);
        }
        MockEndpoint.resetMocks(camel);
        processed = camel.getEndpoint("mock:kafka:image-processed", MockEndpoint.class);
        failed = camel.getEndpoint("mock:kafka:image-processed-error", MockEndpoint.class);
        processed.whenAnyExchangeReceived(exchange -> JOURNAL.add("announced"));
        failed.whenAnyExchangeReceived(exchange -> JOURNAL.add("announced"));
        JOURNAL.clear();
        ANSWERS.clear();
        storage.clear();
        storage.put(SampleEvents.ORIGINAL, ORIGINAL, "image/jpeg");
    }

    @Test
    void commitsOnlyAfterTheEndIsAnnounced() throws Exception {
        answer(200, PICTURE);

        Exchange done = take(codec.encode(SampleEvents.queued()));

        assertThat(done.getException()).isNull();
        assertThat(JOURNAL).containsExactly("asked", "announced", "committed");
        ImageProcessed end = (ImageProcessed) onlyEnd(processed);
        assertThat(end.attempts()).isEqualTo(1);
        assertThat(end.image()).isEqualTo(SampleEvents.image());
        assertThat(end.result().recipe().get(0).model()).isEqualTo("enhance");
        assertThat(storage.get(SampleEvents.RESULT)).hasBinaryContent(RESULT);
    }

    @Test
    void sendsTheOriginalAndTheParametersToTheModel() throws Exception {
        answer(200, PICTURE);

        take(codec.encode(SampleEvents.queued()));

        assertThat(lastRequest.path("model").asText()).isEqualTo("enhance");
        assertThat(lastRequest.path("options").path("strength").asDouble()).isEqualTo(0.5);
        assertThat(lastRequest.path("images").get(0).binaryValue()).isEqualTo(ORIGINAL);
    }

    @Test
    void announcesUnderTheImagesIdAndCarriesNoForeignHeader() throws Exception {
        answer(200, PICTURE);

        take(codec.encode(SampleEvents.queued()));

        assertThat(processed.getExchanges().get(0).getMessage().getHeaders())
                .containsOnlyKeys(KafkaConstants.KEY)
                .containsEntry(KafkaConstants.KEY, SampleEvents.IMAGE_ID);
    }

    @Test
    void triesTheWholeEffectAgainWhenTheBackendFails() throws Exception {
        answer(500, "busy");
        answer(502, "still");
        answer(200, PICTURE);

        take(codec.encode(SampleEvents.queued()));

        assertThat(JOURNAL).containsExactly("asked", "asked", "asked", "announced", "committed");
        assertThat(onlyEnd(processed)).extracting("attempts").isEqualTo(3);
        assertThat(lastRequest.path("images").get(0).binaryValue()).isEqualTo(ORIGINAL);
    }

    @Test
    void givesUpAfterTheConfiguredAttempts() throws Exception {
        for (int i = 0; i < 5; i++) {
            answer(500, "busy");
        }

        Exchange done = take(codec.encode(SampleEvents.queued()));

        assertThat(done.getException()).isNull();
        assertThat(JOURNAL).containsExactly("asked", "asked", "asked", "announced", "committed");
        ImageFailed end = (ImageFailed) onlyEnd(failed);
        assertThat(end.code()).isEqualTo("backend-unavailable");
        assertThat(end.attempts()).isEqualTo(3);
        assertThat(end.stage()).isEqualTo("process");
        assertThat(end.route()).isEqualTo("process-call-model");
        assertThat(processed.getExchanges()).isEmpty();
    }

    @Test
    void givesABadJobUpAtOnce() throws Exception {
        answer(400, "{\"error\":\"no\"}");

        take(codec.encode(SampleEvents.queued()));

        assertThat(JOURNAL).containsExactly("asked", "announced", "committed");
        assertThat(onlyEnd(failed)).extracting("code", "attempts").containsExactly("refused-by-model", 1);
    }

    @Test
    void givesAMalformedAnswerUpAtOnce() throws Exception {
        answer(200, "<html>");

        take(codec.encode(SampleEvents.queued()));

        assertThat(onlyEnd(failed)).extracting("code", "attempts").containsExactly("malformed-answer", 1);
        assertThat(storage.keys()).containsExactly(SampleEvents.ORIGINAL);
    }

    @Test
    void givesUpAJobWhoseEffectIsGone() throws Exception {
        Exchange done = take("direct:test-unsorted", null, codec.encode(SampleEvents.queued("removed")));

        assertThat(done.getException()).isNull();
        assertThat(JOURNAL).containsExactly("announced", "committed");
        assertThat(onlyEnd(failed))
                .extracting("code", "attempts", "route")
                .containsExactly("capability-unavailable", 0, "process-sort-job");
    }

    @Test
    void givesUpAJobWhoseOriginalIsGone() throws Exception {
        storage.delete(SampleEvents.ORIGINAL);

        take(codec.encode(SampleEvents.queued()));

        assertThat(onlyEnd(failed)).extracting("code").isEqualTo("original-missing");
    }

    @Test
    void waitsForAStorageThatIsDownLongerThanTheAttemptsLast() throws Exception {
        answer(200, PICTURE);
        storage.failNext(4);

        take(codec.encode(SampleEvents.queued()));

        assertThat(JOURNAL).containsExactly("asked", "announced", "committed");
        assertThat(processed.getExchanges()).hasSize(1);
        assertThat(storage.keys()).contains(SampleEvents.RESULT);
    }

    @Test
    void announcesAgainUntilKafkaHasIt() throws Exception {
        answer(200, PICTURE);
        refuseTwice(processed);

        take(codec.encode(SampleEvents.queued()));

        assertThat(JOURNAL).containsExactly("asked", "refused", "refused", "announced", "committed");
    }

    @Test
    void announcesAFailureAgainUntilKafkaHasIt() throws Exception {
        answer(404, "{}");
        refuseTwice(failed);

        take(codec.encode(SampleEvents.queued()));

        assertThat(JOURNAL).containsExactly("asked", "refused", "refused", "announced", "committed");
        assertThat(((ImageFailed) codec.decode(
                                failed.getExchanges().get(2).getMessage().getBody(byte[].class)))
                        .code())
                .isEqualTo("unknown-model");
    }

    @Test
    void passesARecordThatNobodyCanRead() {
        Exchange done = take("not an event");

        assertThat(done.getException()).isNull();
        assertThat(JOURNAL).containsExactly("committed");
    }

    @Test
    void passesAnImageWithoutAJob() throws Exception {
        Exchange done = take("direct:test-unsorted", null, codec.encode(SampleEvents.stored()));

        assertThat(done.getException()).isNull();
        assertThat(JOURNAL).containsExactly("committed");
    }

    private Exchange take(String record) {
        return take("direct:test-record", "vision", record);
    }

    /** Returns when the record is committed, by whichever thread. */
    private Exchange take(String entrance, String lane, String record) {
        KafkaManualCommit commit = () -> JOURNAL.add("committed");
        Exchange taken = producer.send(entrance, exchange -> {
            exchange.getMessage().setBody(record);
            exchange.getMessage().setHeader(KafkaConstants.MANUAL_COMMIT, commit);
            exchange.getMessage().setHeader(KafkaConstants.KEY, "foreign");
            exchange.getMessage().setHeader("pixpro-foreign", "x");
            if (lane != null) {
                exchange.getMessage().setHeader(Lanes.HEADER, lane);
            }
        });
        await().until(() -> JOURNAL.contains("committed"));
        return taken;
    }

    @Test
    void putsARecordWithoutALaneIntoItsLane() throws Exception {
        MockEndpoint queued = camel.getEndpoint("mock:kafka:image-process", MockEndpoint.class);

        take("direct:test-unsorted", null, codec.encode(SampleEvents.queued()));

        assertThat(JOURNAL).containsExactly("committed");
        assertThat(queued.getExchanges()).hasSize(1);
        assertThat(queued.getExchanges().get(0).getMessage().getHeaders())
                .containsOnly(Map.entry(KafkaConstants.KEY, SampleEvents.IMAGE_ID), Map.entry(Lanes.HEADER, "vision"));
        assertThat(codec.decode(queued.getExchanges().get(0).getMessage().getBody(byte[].class)))
                .isEqualTo(SampleEvents.queued());
    }

    @Test
    void leavesRecordsOfOtherLanesAlone() throws Exception {
        take("direct:test-record", "describe", "whatever it is");
        take("direct:test-record", "no lane at all", "whatever it is");
        take("direct:test-unsorted", "vision", "whatever it is");

        assertThat(JOURNAL).containsExactly("committed", "committed", "committed");
    }

    private ImageEvent onlyEnd(MockEndpoint topic) throws Exception {
        assertThat(topic.getExchanges()).hasSize(1);
        ImageEvent end = codec.decode(topic.getExchanges().get(0).getMessage().getBody(byte[].class));
        assertThat(end).isNotInstanceOf(ImageQueued.class);
        return end;
    }

    private static void refuseTwice(MockEndpoint topic) {
        int[] left = {2};
        topic.whenAnyExchangeReceived(exchange -> {
            if (left[0]-- > 0) {
                JOURNAL.add("refused");
                throw new TimeoutException("no acknowledgement");
            }
            JOURNAL.add("announced");
        });
    }

    private static void answer(int status, String body) {
        ANSWERS.add(new Answer(status, body));
    }

    private static void sayWell(HttpExchange call) throws IOException {
        byte[] body = "{\"models\":[]}".getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(200, body.length);
        call.getResponseBody().write(body);
        call.close();
    }

    private static void answer(HttpExchange call) throws IOException {
        try (InputStream request = call.getRequestBody()) {
            lastRequest = new ObjectMapper().readTree(request);
        }
        JOURNAL.add("asked");
        Answer answer = ANSWERS.remove();
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(answer.status(), body.length);
        call.getResponseBody().write(body);
        call.close();
    }
}
