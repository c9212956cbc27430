package routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.corpus.BadImages;
import pixpro.corpus.GoodImages;
import pixpro.event.Topics;
import pixpro.local.OnLocalStack;
import pixpro.storage.StorageSettings;

/** Each bad upload gets its own problem, and leaves nothing in object storage or on the log. */
@OnLocalStack
class BadUploadFlowIT {

    private static final Map<String, String> ENHANCE = Map.of("effect", "enhance");
    private static final int SIXTY_MEGABYTES = 60 * 1024 * 1024;

    @LocalServerPort
    private int port;

    @Value("${pixpro.kafka.brokers}")
    private String brokers;

    @Autowired
    private MinioClient minio;

    @Autowired
    private StorageSettings storage;

    private PixProClient ada;

    @BeforeEach
    void logIn() {
        ada = PixProClient.of("http://localhost:" + port, "ada");
    }

    static Stream<Arguments> badUploads() throws IOException {
        byte[] good = GoodImages.png(40, 30);
        byte[] huge = Arrays.copyOf(GoodImages.jpeg(40, 30), SIXTY_MEGABYTES);
        return Stream.of(
                Arguments.of("no-file", 400, ENHANCE, Map.of()),
                Arguments.of("empty-file", 422, ENHANCE, Map.of("a.jpg", BadImages.empty())),
                Arguments.of("not-an-image", 415, ENHANCE, Map.of("a.jpg", BadImages.text())),
                Arguments.of("truncated-image", 422, ENHANCE, Map.of("a.png", BadImages.truncatedPng())),
                Arguments.of("too-many-bytes", 413, ENHANCE, Map.of("a.jpg", huge)),
                Arguments.of("too-many-pixels", 422, ENHANCE, Map.of("a.png", BadImages.hugePng())),
                Arguments.of("unknown-effect", 422, Map.of("effect", "sparkle"), Map.of("a.png", good)),
                Arguments.of(
                        "invalid-params", 422, Map.of("effect", "enhance", "params", "{\"a\":"), Map.of("a.png", good)),
                Arguments.of(
                        "invalid-params",
                        422,
                        Map.of("effect", "enhance", "params", "{\"strength\":7}"),
                        Map.of("a.png", good)),
                Arguments.of("hostile-filename", 422, ENHANCE, Map.of("../../etc/passwd.png", good)),
                Arguments.of("hostile-filename", 422, ENHANCE, Map.of("a\u0001\u001b[31m.png", good)),
                Arguments.of(
                        "all-files-rejected",
                        422,
                        ENHANCE,
                        Map.of("a.png", BadImages.text(), "b.png", BadImages.truncatedPng())));
    }

    @ParameterizedTest(name = "{0} is a {1}")
    @MethodSource("badUploads")
    void refusesWithItsOwnProblemAndStoresNothing(
            String problem, int status, Map<String, String> fields, Map<String, byte[]> files) throws Exception {
        long objects = objects();
        long records = records();

        PixProClient.Answer answer = ada.upload(fields, files);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(answer.body().path("type").asText()).isEqualTo("urn:pixpro:problem:" + problem);
        assertThat(answer.body().path("detail").asText()).matches("(?s).*[.?]").doesNotContain("Exception");
        assertThat(objects()).isEqualTo(objects);
        assertThat(records()).isEqualTo(records);
    }

    @Test
    void takesTheGoodFileOfABadBatch() throws Exception {
        PixProClient.Answer answer =
                ada.upload(Map.of(), Map.of("good.png", GoodImages.png(40, 30), "bad.png", BadImages.text()));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/images/0/filename").asText()).isEqualTo("good.png");
        JsonNode rejected = answer.body().path("rejected");
        assertThat(rejected).hasSize(1);
        assertThat(rejected.at("/0/filename").asText()).isEqualTo("bad.png");
        assertThat(rejected.at("/0/problem/type").asText()).isEqualTo("urn:pixpro:problem:not-an-image");
    }

    @Test
    void refusesAnonymousUploads() throws Exception {
        PixProClient nobody = new PixProClient("http://localhost:" + port, "nonsense");
        long objects = objects();

        PixProClient.Answer answer = nobody.upload(ENHANCE, Map.of("a.png", GoodImages.png(40, 30)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.mediaType()).isEqualTo("application/problem+json");
        assertThat(objects()).isEqualTo(objects);
    }

    /** Originals: thumbnails of what others uploaded may come in between. */
    private long objects() throws Exception {
        var listing = minio.listObjects(ListObjectsArgs.builder()
                .bucket(storage.bucket())
                .recursive(true)
                .build());
        long originals = 0;
        for (var object : listing) {
            originals += object.get().objectName().endsWith("/original") ? 1 : 0;
        }
        return originals;
    }

    private long records() throws Exception {
        try (AdminClient admin = AdminClient.create(Map.of("bootstrap.servers", brokers))) {
            var topic = admin.describeTopics(List.of(Topics.IMAGE_PROCESS))
                    .allTopicNames()
                    .get()
                    .get(Topics.IMAGE_PROCESS);
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            topic.partitions()
                    .forEach(p ->
                            ends.put(new TopicPartition(Topics.IMAGE_PROCESS, p.partition()), OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(offset -> offset.offset())
                    .sum();
        }
    }
}
