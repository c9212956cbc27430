package pixpro.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** Many requests: at once, one after the other, and one that is very large. */
class EngineLoadTest {
    /** What one of the models needs; the others do not mind. */
    private static final String DETECTIONS =
            "{\"detections\":[{\"label\":\"cup\",\"x\":0.2,\"y\":0.3,\"width\":0.5,\"height\":0.5}]}";

    private static final byte[] PNG =
            SamplePictures.encode(SamplePictures.drawing(320, 240, BufferedImage.TYPE_INT_RGB), "png");

    @Test
    void answersConcurrentRequestsEachWithItsOwnPicture() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try (RunningEngine engine = RunningEngine.start()) {
            List<CompletableFuture<Integer>> widths = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                int width = 40 + i;
                byte[] file =
                        SamplePictures.encode(SamplePictures.drawing(width, 50, BufferedImage.TYPE_INT_RGB), "png");
                String model = i % 2 == 0 ? "enhance" : "detect-faces";
                widths.add(CompletableFuture.supplyAsync(() -> width(engine, model, file), clients));
            }
            for (int i = 0; i < widths.size(); i++) {
                assertThat(widths.get(i).get()).isEqualTo(40 + i);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void turnsAwayWhatTheQueueCannotHold() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(8);
        byte[] large = SamplePictures.encode(SamplePictures.drawing(2000, 1500, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        try (RunningEngine engine = RunningEngine.start(1, 1, 100_000_000)) {
            List<CompletableFuture<HttpResponse<String>>> responses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                responses.add(CompletableFuture.supplyAsync(() -> generate(engine, "denoise", large), clients));
            }
            List<Integer> codes = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> response : responses) {
                codes.add(response.get().statusCode());
                if (response.get().statusCode() == 503) {
                    assertThat(response.get().body())
                            .isEqualTo("{\"error\":\"server busy, please try again."
                                    + "  maximum pending requests exceeded\"}");
                }
            }
            assertThat(codes).contains(200, 503).containsOnly(200, 503);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void finishesRunningWorkBeforeItStops() throws Exception {
        byte[] large = SamplePictures.encode(SamplePictures.drawing(2000, 1500, BufferedImage.TYPE_3BYTE_BGR), "jpg");
        RunningEngine engine = RunningEngine.start();
        var request = RunningEngine.request("denoise", large, Map.of()).put("stream", true);
        var response = CompletableFuture.supplyAsync(() -> {
            try {
                return engine.post("/api/generate", request.toString());
            } catch (java.io.IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().pollInterval(Duration.ofMillis(5)).until(() -> Thread.getAllStackTraces().values().stream()
                .flatMap(java.util.Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith(".Denoise")));
        engine.close();
        assertThat(response.get().body()).contains("\"done\":true");
    }

    @Test
    void takesAnImageBeyondJacksonsUsualStringLimit() throws Exception {
        BufferedImage noise = new BufferedImage(2900, 2900, BufferedImage.TYPE_3BYTE_BGR);
        java.util.Random random = new java.util.Random(1);
        for (int y = 0; y < 2900; y++) {
            for (int x = 0; x < 2900; x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        byte[] file = SamplePictures.encode(noise, "png");
        assertThat(file.length).isGreaterThan(20_000_000);
        try (RunningEngine engine = RunningEngine.start()) {
            HttpResponse<String> response = generate(engine, "enhance", file);
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void keepsNoNativeMemoryFromOneRequestToTheNext() throws Exception {
        try (RunningEngine engine = RunningEngine.start()) {
            String[] models = models(engine);
            for (int i = 0; i < 4 * models.length; i++) {
                width(engine, models[i % models.length], PNG);
            }
            long before = Pointer.totalBytes();
            // a leak grows in every round, by 0.6 MB for one matrix a request; the heap of the tests only breathes
            long leastGrowth = Long.MAX_VALUE;
            for (int round = 0; round < 5; round++) {
                long roundBefore = Pointer.physicalBytes();
                for (int i = 0; i < 4 * models.length; i++) {
                    width(engine, models[i % models.length], PNG);
                }
                leastGrowth = Math.min(leastGrowth, Pointer.physicalBytes() - roundBefore);
            }
            assertThat(Pointer.totalBytes() - before).isLessThan(1_000_000);
            assertThat(leastGrowth).isLessThan(300_000L * 4 * models.length);
        }
    }

    private static String[] models(RunningEngine engine) throws java.io.IOException, InterruptedException {
        return RunningEngine.json(engine.get("/api/tags"))
                .get("models")
                .findValuesAsText("name")
                .toArray(String[]::new);
    }

    private static int width(RunningEngine engine, String model, byte[] file) {
        HttpResponse<String> response = generate(engine, model, file);
        try {
            byte[] picture = Base64.getDecoder()
                    .decode(RunningEngine.json(response).get("image").asText());
            int width = SamplePictures.decode(picture).getWidth();
            return model.equals("upscale") ? width / 2 : width;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> generate(RunningEngine engine, String model, byte[] file) {
        try {
            return engine.generate(model, file, Map.of("detections", DETECTIONS));
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
