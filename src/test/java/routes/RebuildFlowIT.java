package routes;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import pixpro.corpus.GoodImages;
import pixpro.local.LonePixPro;
import pixpro.local.OwnNeighbours;
import pixpro.ops.NewEffect;

/** The topics are the truth: what is derived from them can be thrown away and comes again as it was. */
@Timeout(300)
class RebuildFlowIT {

    private static final String REBUILD = "--pixpro.rebuild=library,kpis";
    private static final List<String> DERIVED = List.of("images", "jobs", "job_facts", "kpi_minutes");

    @TempDir
    private Path effects;

    private PixProClient ada;
    private MongoDatabase database;

    @Test
    void givesBackLibraryAndKpisAsTheyWereAndLeavesTheInboxAlone() throws Exception {
        Files.writeString(effects.resolve("hopeless.camel.yaml"), NewEffect.text("hopeless"));
        try (OwnNeighbours neighbours = new OwnNeighbours("kafka", "mongodb")) {
            Map<String, String> properties = new HashMap<>(neighbours.properties());
            properties.put("pixpro.effects.folder", effects.toString());
            properties.put("pixpro.models.postcard", "nobody-has-this");
            properties.put("pixpro.process.attempts", "2");
            try (LonePixPro pixpro = new LonePixPro(properties);
                    MongoClient mongo = MongoClients.create(properties.get("pixpro.mongodb.uri"))) {
                database = mongo.getDatabase(properties.get("pixpro.mongodb.database"));
                ada = PixProClient.of(pixpro.url(), "ada");
                workOfEveryKind();
                Map<String, Map<Object, Document>> before = dump();
                Map<Object, Document> inbox = documents("notifications");

                Map.Entry<Integer, String> refused = pixpro.command(REBUILD);
                assertThat(refused.getKey()).as(refused.getValue()).isEqualTo(1);
                assertThat(refused.getValue()).contains("rebuild_refused").contains("stop every PixPro");
                assertThat(dump()).as("nothing was touched").isEqualTo(before);

                assertThat(pixpro.terminate(Duration.ofSeconds(60))).isZero();
                Map.Entry<Integer, String> done = pixpro.command(REBUILD);
                assertThat(done.getKey()).as(done.getValue()).isZero();
                DERIVED.forEach(collection ->
                        assertThat(documents(collection)).as(collection).isEmpty());

                pixpro.start();
                await().atMost(2, MINUTES)
                        .untilAsserted(() -> assertThat(dump()).isEqualTo(before));
                assertThat(documents("notifications")).isEqualTo(inbox);
            }
        }
    }

    /** Done, failed, a chain, one that reuses another's result, and an image without a job. */
    private void workOfEveryKind() throws Exception {
        byte[] photo = GoodImages.jpeg(320, 240);
        byte[] another = GoodImages.jpeg(240, 180);
        List<String> ids = new ArrayList<>();
        ids.add(upload(Map.of("effect", "enhance", "title", "A cup"), photo));
        ids.add(upload(Map.of("effect", "enhance,cartoon"), another));
        ids.add(upload(Map.of("effect", "hopeless"), photo));
        awaitEnds(ids);
        changeTwo(ids.get(0), ids.get(1));
        // its image is in the trash and does not come back; what was made of the same bytes is not made again
        ids.add(upload(Map.of("effect", "enhance,cartoon", "reuse", "true"), another));
        assertThat(ids).doesNotHaveDuplicates();
        awaitEnds(ids);
        String stored = upload(Map.of("category", "kept only"), photo);
        await().atMost(1, MINUTES)
                .until(() -> ada.get("/api/images/" + stored).status() == 200
                        && database.getCollection("job_facts").countDocuments() == ids.size() + 1
                        && database.getCollection("images").countDocuments(exists("placeholder")) == ids.size() + 1
                        && database.getCollection("notifications").countDocuments(eq("type", "image.prepared"))
                                == ids.size() + 1
                        && database.getCollection("kpi_minutes").countDocuments(new Document("dirty", true)) == 0);

        assertThat(documents("jobs").values())
                .extracting(job -> job.getString("status"))
                .containsExactlyInAnyOrder("processed", "processed", "failed", "processed");
        assertThat(documents("jobs").values())
                .anyMatch(job -> job.getEmbedded(List.of("result", "reuseOf"), String.class) != null);
    }

    /** What people changed is in no topic. */
    private void changeTwo(String renamed, String deleted) throws Exception {
        assertThat(ada.patch("/api/images/" + renamed, "{\"title\":\"Two cups\",\"tags\":[\"Tea\"]}")
                        .status())
                .isEqualTo(200);
        assertThat(ada.delete("/api/images/" + deleted).status()).isEqualTo(204);
        assertThat(documents("images").get(renamed).get("shown", Document.class).getList("words", String.class))
                .contains("two", "cups", "tea");
        assertThat(documents("images").get(deleted).get("shown", Document.class).getBoolean("trashed"))
                .isTrue();
    }

    private void awaitEnds(List<String> ids) {
        await().atMost(2, MINUTES).until(() -> {
            for (String id : ids) {
                if (!ada.hasEnded(id)) {
                    return false;
                }
            }
            return true;
        });
    }

    private String upload(Map<String, String> fields, byte[] photo) throws Exception {
        PixProClient.Answer accepted = ada.upload(fields, Map.of("photo.jpg", photo));
        assertThat(accepted.status()).as("%s", accepted).isEqualTo(202);
        return accepted.body().at("/images/0/id").asText();
    }

    private Map<String, Map<Object, Document>> dump() {
        Map<String, Map<Object, Document>> dump = new TreeMap<>();
        DERIVED.forEach(collection -> dump.put(collection, documents(collection)));
        // counts how often a record was read, which is at least once
        dump.get("kpi_minutes").values().forEach(minute -> minute.remove("version"));
        dump.get("images").values().forEach(image -> {
            image.remove("version");
            image.computeIfPresent("jobIds", (field, ids) -> new TreeSet<>((List<?>) ids));
        });
        return dump;
    }

    /** Documents are equal whatever the order of their fields is. */
    private Map<Object, Document> documents(String collection) {
        Map<Object, Document> documents = new HashMap<>();
        database.getCollection(collection).find().forEach(document -> documents.put(document.get("_id"), document));
        return documents;
    }
}
