package routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import pixpro.event.EventCodec;
import pixpro.event.Events;
import pixpro.event.SampleJson;
import pixpro.event.Topics;
import pixpro.local.LonePixPro;

/** What can be done again is not half done while Kafka is away. */
class RetryWithoutKafkaFlowIT {

    private final EventCodec codec = new EventCodec(SampleJson.mapper());

    @Test
    void refusesWhileKafkaIsAwayAndQueuesOnceWhenItIsBack() throws Exception {
        try (LonePixPro pixpro = new LonePixPro()) {
            PixProClient ada = PixProClient.of(pixpro.url(), "ada");
            PixProClient root = PixProClient.of(pixpro.url(), "root");
            List<Events> failed =
                    fail(pixpro.brokers(), ada.get("/api/me").body().path("sub").asText());
            for (Events events : failed) {
                await().atMost(1, MINUTES)
                        .until(() -> ada.hasEnded(events.image().id()));
            }
            String replay = "/api/admin/failures/" + failed.get(0).job().id() + "/replay";
            String retry = "/api/images/" + failed.get(1).image().id() + "/jobs/"
                    + failed.get(1).job().id() + "/retry";

            pixpro.killBroker();

            assertThat(root.post(replay, null).status()).isEqualTo(503);
            assertThat(ada.post(retry, null).status()).isEqualTo(503);
            Instant begun = Instant.now();
            assertThat(root.post("/api/admin/failures/replay", "{\"code\":\"model-error\"}")
                            .status())
                    .isEqualTo(503);
            assertThat(Duration.between(begun, Instant.now()))
                    .as("ends at the first that is refused")
                    .isLessThan(Duration.ofSeconds(20));

            pixpro.startBroker();

            await().atMost(1, MINUTES).until(() -> root.post(replay, null).status() == 202);
            assertThat(root.post(replay, null).status()).isEqualTo(409);
            assertThat(ada.post(retry, null).status()).isEqualTo(202);
            assertThat(ada.post(retry, null).status()).isEqualTo(409);
            assertThat(root.post("/api/admin/failures/replay", "{\"code\":\"model-error\"}")
                            .body()
                            .path("jobs"))
                    .hasSize(failed.size() - 2);
            await().atMost(1, MINUTES).pollInterval(1, SECONDS).untilAsserted(() -> assertThat(
                            TopicReader.all(pixpro.brokers(), Topics.IMAGE_PROCESS))
                    .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrderElementsOf(
                            failed.stream().map(events -> events.image().id()).toList()));
        }
    }

    private List<Events> fail(String brokers, String owner) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "key.serializer", StringSerializer.class,
                "value.serializer", StringSerializer.class);
        List<Events> failed = new ArrayList<>();
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
            for (int i = 0; i < 5; i++) {
                Events events = Events.of(owner, Instant.now());
                String letter = codec.encode(events.failed(Duration.ofSeconds(1)));
                producer.send(new ProducerRecord<>(
                                Topics.IMAGE_PROCESSED_ERROR, events.image().id(), letter))
                        .get();
                failed.add(events);
            }
        }
        return failed;
    }
}
