package routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import pixpro.corpus.GoodImages;
import pixpro.local.LonePixPro;

/** What was answered with 202 survives kill -9. */
class KilledInTheMiddleFlowIT {

    private static final int JOBS = 50;

    @Test
    void finishesEveryQueuedJobAfterAKillAndCountsEachOnce() throws Exception {
        try (LonePixPro pixpro = new LonePixPro()) {
            PixProClient ada = PixProClient.of(pixpro.url(), "ada");
            PixProClient root = PixProClient.of(pixpro.url(), "root");
            List<String> ids = queue(ada);
            await().atMost(1, MINUTES).until(() -> ended(ada, ids) > 0);

            pixpro.kill();
            pixpro.start();

            assertThat(ended(ada, ids)).as("killed in the middle").isLessThan(JOBS);
            await().atMost(3, MINUTES).until(() -> ended(ada, ids) == JOBS);
            for (String id : ids) {
                JsonNode image = ada.get("/api/images/" + id).body();
                assertThat(image.path("status").asText()).isEqualTo("processed");
                assertThat(image.path("jobs")).hasSize(1);
            }
            await().atMost(30, SECONDS).untilAsserted(() -> {
                JsonNode kpis = root.get("/api/admin/kpis").body();
                assertThat(kpis.path("received").asInt()).isEqualTo(JOBS);
                assertThat(kpis.path("processed").asInt()).isEqualTo(JOBS);
                assertThat(kpis.path("failed").asInt()).isZero();
                assertThat(kpis.path("inProgress").asInt()).isZero();
            });
        }
    }

    private static List<String> queue(PixProClient ada) throws Exception {
        Map<String, byte[]> batch = new LinkedHashMap<>();
        byte[] photo = GoodImages.noisyJpeg(1600, 1200);
        for (int i = 0; i < 10; i++) {
            batch.put("photo-" + i + ".jpg", photo);
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < JOBS / batch.size(); i++) {
            PixProClient.Answer accepted = ada.upload(Map.of("effect", "cartoon"), batch);
            assertThat(accepted.status()).isEqualTo(202);
            accepted.body()
                    .path("images")
                    .forEach(image -> ids.add(image.path("id").asText()));
        }
        return ids;
    }

    private static int ended(PixProClient client, List<String> ids) throws Exception {
        int ended = 0;
        for (String id : ids) {
            ended += client.hasEnded(id) ? 1 : 0;
        }
        return ended;
    }
}
