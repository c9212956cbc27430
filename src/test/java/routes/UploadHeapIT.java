package routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import pixpro.corpus.GoodImages;
import pixpro.local.OnLocalStack;

/** What uploads need of the heap does not depend on how large they are. */
@OnLocalStack
class UploadHeapIT {

    private static final int UPLOADS = 20;
    private static final long MEGABYTE = 1024 * 1024;
    /** Of each; up to 50, which is what an upload may have. */
    private static final int MEGABYTES = Integer.getInteger("pixpro.test.upload-megabytes", 12);

    private static final int WIDTH = 2000;
    private static final int PIXEL_BYTES = 3;
    private static final long MOST_MEGABYTES = 64;

    @LocalServerPort
    private int port;

    @TempDir
    private Path folder;

    @Test
    void staysSmallWhileTwentyUploadsRunAtOnce() throws Exception {
        int height = (int) (MEGABYTES * MEGABYTE / (WIDTH * PIXEL_BYTES));
        Path picture = Files.write(folder.resolve("a.bmp"), GoodImages.bmp(WIDTH, height));
        assertThat(Files.size(picture)).isGreaterThan((MEGABYTES - 1) * MEGABYTE);
        PixProClient ada = PixProClient.of("http://localhost:" + port, "ada");
        // what the first upload loads stays
        assertThat(ada.uploadLater(picture).get().statusCode()).isEqualTo(202);
        long before = megabytesInUse();

        List<CompletableFuture<HttpResponse<String>>> uploads = new ArrayList<>();
        for (int i = 0; i < UPLOADS; i++) {
            uploads.add(ada.uploadLater(picture));
        }
        LongAccumulator most = new LongAccumulator(Math::max, before);
        // not all the time: who collects garbage does nothing else
        await().atMost(2, MINUTES).pollInterval(1, SECONDS).until(() -> {
            most.accumulate(megabytesInUse());
            return uploads.stream().allMatch(CompletableFuture::isDone);
        });

        assertThat(uploads)
                .allSatisfy(upload -> assertThat(upload.get().statusCode()).isEqualTo(202));
        assertThat(most.get() - before).as("megabytes of heap").isLessThan(MOST_MEGABYTES);
    }

    private static long megabytesInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }
}
