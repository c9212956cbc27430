package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.util.FileSystemUtils;
import pixpro.local.Console;
import pixpro.local.LoneStack;
import pixpro.local.RunningNeighbour;

/**
 * A batch of 200 photos of 5 MB and one picture of 500 MB, over a line that breaks 20 times, while PixPro is killed once:
 * whether all of it arrives byte for byte, and how much had to be sent again.
 */
final class ResumeBench {

    private static final int SENDERS = 4;
    private static final int PHOTO_BYTES = 5 << 20;
    private static final long BUDGET = 600L << 20;

    private final Console console;
    private final Options options;

    private ResumeBench(Console console, Options options) {
        this.console = console;
        this.options = options;
    }

    /** @return whether each file arrived as it was, and no cut cost more than one part */
    static boolean run(Console console, Options options) throws Exception {
        return new ResumeBench(console, options).run();
    }

    private boolean run() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "resume");
        try (LoneStack stack = new LoneStack("bench-stack", true, console)) {
            RunningNeighbour pixpro = stack.startPixPro(
                    "pixpro",
                    Map.of("pixpro.ingest.max-file-size", BUDGET + "B", "pixpro.ingest.max-pixels", "400000000"),
                    List.of("-Xmx512m"));
            List<LargeFile> files = files(folder);
            UploadSession session = new UploadSession(stack, pixpro, "ada");
            session.begin(files);
            Line line = new Line(options.number("cuts", 20), session.bytes(), new Random(options.number("seed", 1)));
            send(session, line, pixpro);
            return report(session, line);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private List<LargeFile> files(Path folder) throws IOException {
        List<LargeFile> files = new ArrayList<>();
        Payload photo = Payload.of(PHOTO_BYTES);
        // the largest first: it is under way while the others come and PixPro dies
        files.add(LargeFile.bmp(folder.resolve("large.bmp"), options.number("megabytes", 500)));
        for (int i = 0; i < options.number("files", 200); i++) {
            files.add(LargeFile.of(Files.write(folder.resolve("photo-" + i + ".jpg"), photo.copy())));
        }
        console.progress(files.size() + " files made");
        return files;
    }

    private void send(UploadSession session, Line line, RunningNeighbour pixpro) throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < session.files(); i++) {
                int file = i;
                sent.add(senders.submit(() -> {
                    session.send(file, line);
                    return null;
                }));
            }
            line.awaitHalf();
            pixpro.kill();
            console.progress("PixPro killed, half of the bytes had come");
            pixpro.startAgain();
            console.progress("PixPro is there again");
            for (Future<?> each : sent) {
                each.get();
            }
        } finally {
            senders.shutdownNow();
        }
    }

    private boolean report(UploadSession session, Line line) throws Exception {
        int same = session.countSame();
        int images = session.imagesInBatch();
        int again = session.puts() - session.partsInAll();
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("files", session.files());
        counts.put("bytes", session.bytes());
        counts.put("parts", session.partsInAll());
        counts.put("cuts", line.cuts());
        counts.put("kills", 1);
        counts.put("parts sent again", again);
        counts.put("bytes sent in vain", line.lost());
        counts.put("files with the SHA-256 they had", same);
        counts.put("images in the batch", images);
        counts.forEach((name, count) -> console.text(name + ": " + count));
        return same == session.files() && again <= line.cuts() && images == session.files();
    }
}
