package routes;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.corpus.GoodImages;
import pixpro.local.OnLocalStack;

/** The library over HTTP: what is for the door and the routes, beyond what {@code LibraryIT} proves of the rules. */
@OnLocalStack
class LibraryFlowIT {

    private static final byte[] PHOTO = GoodImages.jpeg(80, 60);
    private static final byte[] PICTURE = GoodImages.png(40, 30);

    @LocalServerPort
    private int port;

    @Test
    void letsAPersonKeepOrderInTheirLibrary() throws Exception {
        PixProClient ada = PixProClient.of("http://localhost:" + port, "ada");
        PixProClient bob = PixProClient.of("http://localhost:" + port, "bob");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.jpg", PHOTO);
        files.put("b.png", PICTURE);
        JsonNode taken = ada.upload(Map.of(), files).body().path("images");
        List<String> ids = List.of(taken.at("/0/id").asText(), taken.at("/1/id").asText());
        String image = "/api/images/" + ids.get(0);
        await().atMost(30, SECONDS)
                .until(() -> ada.get(image).status() == 200
                        && ada.get("/api/images/" + ids.get(1)).status() == 200);

        JsonNode project = ada.post("/api/projects", "{\"title\":\"Cups\"}").body();
        String inProject = "/api/projects/" + project.path("id").asText();
        assertThat(ada.patch(image, "{\"title\":\"Rote Tasse\",\"tags\":[\"Küche\"]}")
                        .body()
                        .path("title")
                        .asText())
                .isEqualTo("Rote Tasse");
        for (String id : ids) {
            assertThat(ada.put(inProject + "/images/" + id).status()).isEqualTo(204);
        }
        assertThat(ada.get("/api/images?q=tasse%20kuche&projectId="
                                + project.path("id").asText())
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(zip(ada.raw("GET", inProject + "/archive", null)).values())
                .containsExactlyInAnyOrder(PHOTO, PICTURE);
        assertThat(zip(ada.raw("POST", "/api/images/archive", "{\"ids\":[\"" + ids.get(1) + "\"]}")))
                .containsOnlyKeys("0001-b.png");
        assertThat(bob.raw("POST", "/api/images/archive", "{\"ids\":[\"" + ids.get(1) + "\"]}")
                        .statusCode())
                .isEqualTo(404);

        JsonNode job = ada.post(image + "/jobs", "{\"effect\":\"enhance\",\"params\":{}}")
                .body();
        assertThat(job.path("status").asText()).as("%s", job).isEqualTo("queued");
        await().atMost(60, SECONDS).until(() -> ada.hasEnded(ids.get(0)));
        assertThat(ada.get(image).body().at("/jobs/0/id").asText())
                .isEqualTo(job.path("id").asText());

        assertThat(ada.delete(image).status()).isEqualTo(204);
        assertThat(ada.get("/api/images?projectId=" + project.path("id").asText())
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(ada.get("/api/images?trashed=true&tag=K%C3%BCche").body().path("items"))
                .hasSize(1);
        assertThat(ada.post(image + "/restore", null).body().has("deletedAt")).isFalse();
        assertThat(ada.patch("/api/images", "{\"action\":\"move\",\"projectId\":null,\"ids\":[\"" + ids.get(0) + "\"]}")
                        .body()
                        .path("done"))
                .hasSize(1);
        assertThat(ada.delete(inProject).status()).isEqualTo(204);
        assertThat(ada.get(inProject).status()).isEqualTo(404);
        assertThat(ada.get("/api/images/" + ids.get(1)).body().has("projectId")).isFalse();
    }

    @Test
    void answersFromTheCacheButNeverWithLessThanItsAskerWrote() throws Exception {
        PixProClient ada = PixProClient.of("http://localhost:" + port, "ada");
        String id = ada.upload(Map.of(), Map.of("c.jpg", PHOTO))
                .body()
                .at("/images/0/id")
                .asText();
        String image = "/api/images/" + id;
        await().atMost(30, SECONDS).until(() -> ada.get(image).status() == 200);
        for (int i = 0; i < 10; i++) {
            assertThat(ada.patch(image, "{\"title\":\"title" + i + "\"}").status())
                    .isEqualTo(200);
            assertThat(ada.get(image).body().path("title").asText()).isEqualTo("title" + i);
            assertThat(ada.get("/api/images?q=title" + i).body().path("items")).hasSize(1);
        }
        HttpResponse<byte[]> first = ada.raw("GET", image, null);
        String tag = first.headers().firstValue("etag").orElseThrow();
        assertThat(ada.raw("GET", image, null).body())
                .as("the very same, links and all")
                .isEqualTo(first.body());
        HttpResponse<byte[]> known = ada.raw("GET", image, null, "If-None-Match", tag);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(known.body()).isEmpty();
        assertThat(ada.raw("GET", "/api/images", null, "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(PixProClient.of("http://localhost:" + port, "bob")
                        .raw("GET", image, null, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(404);

        PixProClient root = PixProClient.of("http://localhost:" + port, "root");
        JsonNode cache = root.get("/api/admin/cache").body();
        assertThat(cache.path("available").asBoolean()).isTrue();
        assertThat(cache.path("hits").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(cache.path("misses").asLong()).isGreaterThanOrEqualTo(20);
        assertThat(cache.path("usedBytes").asLong()).isPositive();
        assertThat(ada.get("/api/admin/cache").status()).isEqualTo(403);
    }

    @Test
    void refusesWhatDoesNotFitTheContract() throws Exception {
        PixProClient ada = PixProClient.of("http://localhost:" + port, "ada");
        String none = "/api/images/00000000-0000-4000-8000-000000000000";
        for (String query :
                List.of("sort=size", "status=x", "cursor=x", "q=%24", "from=x", "trashed=1", "tag=a&tag=b")) {
            assertThat(ada.get("/api/images?" + query).status()).as(query).isEqualTo(400);
        }
        List<String> bodies = new ArrayList<>(List.of("", "[]", "{", "{\"$set\":{}}", "\"x\"", "x".repeat(3_000_000)));
        for (String body : bodies) {
            assertThat(ada.patch(none, body).status()).isEqualTo(400);
            assertThat(ada.patch("/api/images", body).status()).isEqualTo(400);
            assertThat(ada.post("/api/projects", body).status()).isEqualTo(400);
            assertThat(ada.post("/api/images/archive", body).status()).isEqualTo(400);
            assertThat(ada.post(none + "/jobs", body).status()).isEqualTo(400);
        }
        assertThat(ada.patch(none, "{\"title\":\"x\"}").status()).isEqualTo(404);
        assertThat(ada.delete("/api/images/%7B%22$ne%22:1%7D").status()).isEqualTo(404);
        assertThat(ada.post(none + "/jobs", "{\"effect\":\"no-such\"}").status())
                .isEqualTo(422);
        assertThat(new PixProClient("http://localhost:" + port, "no.such.token")
                        .delete(none)
                        .status())
                .isEqualTo(401);
    }

    private static Map<String, byte[]> zip(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/zip");
        assertThat(answer.headers().firstValue("content-disposition").orElse(""))
                .startsWith("attachment; filename=");
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }
}
