package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.keycloak.security.KeycloakSecurityPolicy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;
import pixpro.PixPro;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.effect.Lanes;
import pixpro.event.EventCodec;
import pixpro.event.ImageQueued;
import pixpro.image.SpoolFolder;
import pixpro.storage.InMemoryObjectStorage;

/** The routes from an upload to its acknowledgement, with storage and Kafka as the test has them. */
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
class IngestRoutesTest {

    private static final byte[] JPEG = GoodImages.jpeg(64, 48);
    private static final byte[] OTHER = GoodImages.jpeg(48, 64);
    private static boolean advised;

    @TempDir
    private static Path spool;

    @TestBean
    private KeycloakSecurityPolicy userPolicy;

    static KeycloakSecurityPolicy userPolicy() {
        return new FakeNeighbours.EverybodyIsAda();
    }

    @Autowired
    private ModelCamelContext camel;

    @Autowired
    @Qualifier("uploadSpool")
    private SpoolFolder uploadSpool;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private EventCodec codec;

    @Autowired
    private ObjectMapper json;

    @Autowired
    private InMemoryObjectStorage storage;

    private final List<String> journal = new CopyOnWriteArrayList<>();
    private MockEndpoint topic;

    @DynamicPropertySource
    static void spoolWhereTheTestLooks(DynamicPropertyRegistry properties) {
        properties.add("pixpro.ingest.spool-dir", spool::toString);
    }

    @BeforeEach
    void swapTheTopic() throws Exception {
        if (!advised) {
            AdviceWith.adviceWith(camel, "ingest-announce-image", route -> route.mockEndpointsAndSkip("kafka:*"));
            advised = true;
        }
        for (String id : List.of(
                "ingest-announce-image", "ingest-store-original", "ingest-take-files", "ingest-accept-upload")) {
            camel.getRouteController().startRoute(id);
        }
        MockEndpoint.resetMocks(camel);
        topic = camel.getEndpoint("mock:kafka:image-process", MockEndpoint.class);
        topic.whenAnyExchangeReceived(
                exchange -> journal.add("announced with " + storage.keys().size() + " stored"));
        storage.clear();
    }

    @AfterEach
    void nothingStaysInTheSpool() {
        assertThat(uploadSpool.path()).isEmptyDirectory();
    }

    @Test
    void storesOriginalBeforeAnnouncing() throws Exception {
        JsonNode answer = upload(202, "enhance", file("a.jpg", JPEG));

        assertThat(journal).containsExactly("announced with 1 stored");
        String id = answer.path("images").get(0).path("id").asText();
        assertThat(storage.get("images/" + id + "/original")).hasBinaryContent(JPEG);
        ImageQueued event = (ImageQueued) codec.decode(announced(0).getMessage().getBody(byte[].class));
        assertThat(event.image().id()).isEqualTo(id);
        assertThat(event.image().owner()).isEqualTo("ada-sub");
        assertThat(event.job().id())
                .isEqualTo(answer.path("images").get(0).path("jobId").asText());
        assertThat(event.job().effect()).isEqualTo("enhance");
    }

    @Test
    void announcesUnderTheImagesIdInItsLaneAndNothingOfTheRequest() throws Exception {
        JsonNode answer = upload(202, "enhance", file("a.jpg", JPEG));

        assertThat(announced(0).getMessage().getHeaders())
                .containsOnlyKeys(KafkaConstants.KEY, Lanes.HEADER)
                .containsEntry(Lanes.HEADER, "vision")
                .containsEntry(
                        KafkaConstants.KEY,
                        answer.path("images").get(0).path("id").asText());
    }

    @Test
    void refusesOnlyTheFileThatIsBad() throws Exception {
        JsonNode answer =
                upload(202, "enhance", file("a.jpg", JPEG), file("b.jpg", BadImages.text()), file("c.jpg", OTHER));

        assertThat(answer.path("images").findValuesAsText("filename")).containsExactly("a.jpg", "c.jpg");
        assertThat(answer.path("rejected").findValuesAsText("filename")).containsExactly("b.jpg");
        assertThat(answer.at("/rejected/0/problem/type").asText()).isEqualTo("urn:pixpro:problem:not-an-image");
        assertThat(topic.getExchanges()).hasSize(2);
    }

    @Test
    void refusesOnlyTheFileThatCouldNotBeAnnounced() throws Exception {
        int[] calls = {0};
        topic.whenAnyExchangeReceived(exchange -> {
            if (calls[0]++ == 0) {
                throw new TimeoutException("no acknowledgement");
            }
        });

        JsonNode answer = upload(202, "enhance", file("a.jpg", JPEG), file("b.jpg", OTHER));

        assertThat(answer.path("images").findValuesAsText("filename")).containsExactly("b.jpg");
        assertThat(answer.path("rejected").findValuesAsText("filename")).containsExactly("a.jpg");
    }

    @Test
    void refusesOnlyTheFileThatCouldNotBeStored() throws Exception {
        storage.failNext(1);

        JsonNode answer = upload(202, "enhance", file("a.jpg", JPEG), file("b.jpg", OTHER));

        assertThat(answer.path("rejected").findValuesAsText("filename")).containsExactly("a.jpg");
        assertThat(topic.getExchanges()).hasSize(1);
    }

    @Test
    void answers202OnlyAfterAcknowledgement() throws Exception {
        topic.whenAnyExchangeReceived(exchange -> {
            throw new TimeoutException("no acknowledgement");
        });

        JsonNode problem = upload(503, "enhance", file("a.jpg", JPEG));

        assertThat(problem.path("type").asText()).isEqualTo("urn:pixpro:problem:unavailable");
        assertThat(problem.path("detail").asText()).doesNotContain("acknowledgement");
    }

    @Test
    void announcesNothingThatIsNotStored() throws Exception {
        storage.failNext(1);

        upload(503, "enhance", file("a.jpg", JPEG));

        assertThat(topic.getExchanges()).isEmpty();
    }

    @Test
    void storesNothingOfARequestThatAsksForWhatCannotBeDone() throws Exception {
        assertThat(upload(422, "enhnace", file("a.jpg", JPEG)).path("type").asText())
                .isEqualTo("urn:pixpro:problem:unknown-effect");
        assertThat(upload(400, "enhance").path("type").asText()).isEqualTo("urn:pixpro:problem:no-file");
        assertThat(upload(415, "enhance", file("a.jpg", BadImages.text()))
                        .path("type")
                        .asText())
                .isEqualTo("urn:pixpro:problem:not-an-image");

        assertThat(storage.keys()).isEmpty();
        assertThat(topic.getExchanges()).isEmpty();
    }

    @Test
    void storesAndAnnouncesOnceWhatOneRequestHoldsTwice() throws Exception {
        JsonNode answer = upload(202, "enhance", file("a.jpg", JPEG), file("b.jpg", OTHER), file("again.jpg", JPEG));

        assertThat(storage.keys()).hasSize(2);
        assertThat(topic.getExchanges()).hasSize(2);
        assertThat(answer.path("images").findValuesAsText("filename")).containsExactly("a.jpg", "b.jpg", "again.jpg");
        assertThat(answer.path("images").findValuesAsText("status")).containsExactly("queued", "queued", "known");
        assertThat(answer.at("/images/2/id")).isEqualTo(answer.at("/images/0/id"));
        assertThat(answer.at("/images/2/jobId")).isEqualTo(answer.at("/images/0/jobId"));
    }

    private Exchange announced(int index) {
        return topic.getExchanges().get(index);
    }

    private static MockMultipartFile file(String name, byte[] bytes) {
        return new MockMultipartFile("file", name, "image/jpeg", bytes);
    }

    private JsonNode upload(int status, String effect, MockMultipartFile... files) throws Exception {
        MockHttpServletRequest request = request(effect, files);
        Exchange done = producer.send("direct:uploadImages", exchange -> {
            exchange.getMessage().setHeader("CamelHttpServletRequest", request);
            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, request.getContentType());
            exchange.getMessage().setHeader("limit", "7");
        });
        assertThat(done.getException()).isNull();
        JsonNode body = json.readTree(done.getMessage().getBody(String.class));
        assertThat(done.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                .as(body.toPrettyString())
                .isEqualTo(status);
        assertThat(done.getMessage().getHeader(Exchange.CONTENT_TYPE))
                .isEqualTo(status == 202 ? "application/json" : "application/problem+json");
        return body;
    }

    private static MockHttpServletRequest request(String effect, MockMultipartFile... files) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (MockMultipartFile file : files) {
            write(
                    body,
                    "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.getOriginalFilename()
                            + "\"\r\n\r\n");
            body.writeBytes(file.getBytes());
            write(body, "\r\n");
        }
        write(body, "--b\r\nContent-Disposition: form-data; name=\"effect\"\r\n\r\n" + effect + "\r\n--b--\r\n");
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/images");
        request.setContentType("multipart/form-data; boundary=b");
        request.setContent(body.toByteArray());
        return request;
    }

    private static void write(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
