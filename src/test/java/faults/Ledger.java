package faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What clients asked for and were told, one JSON object a line, on disk before the next thing happens. It is all the
 * checker knows of the load.
 */
final class Ledger implements AutoCloseable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private final Path file;
    private final FileChannel channel;

    /** @param file is written anew */
    Ledger(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file);
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * A file of a request.
     *
     * @param name tells it from every other file of the run
     * @param sha256 of its bytes
     * @param good whether it is a whole image, so that it may be taken
     */
    record SentFile(String name, String sha256, boolean good) {}

    /**
     * Before the call.
     *
     * @param person who asks
     * @param effect as asked for; null for none
     * @param possible whether the effect exists
     */
    record Intent(String op, Instant at, String person, String effect, boolean possible, List<SentFile> files) {}

    /**
     * After the call.
     *
     * @param status of the answer; 0 without one
     * @param cause why there is none
     * @param taken what was said to be taken
     * @param refused what was said not to be, with the status of the reason
     */
    record Outcome(String op, Instant at, int status, String cause, List<Taken> taken, Map<String, Integer> refused) {}

    /** An image of a 202. */
    record Taken(String id, String jobId, String name) {}

    /** A request and what came of it; without an outcome, nobody was told. */
    record Attempt(Intent intent, Outcome outcome) {}

    /** One line. */
    record Line(Intent before, Outcome after) {}

    void before(Intent intent) throws IOException {
        write(new Line(intent, null));
    }

    void after(Outcome outcome) throws IOException {
        write(new Line(null, outcome));
    }

    private synchronized void write(Line line) throws IOException {
        channel.write(ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        channel.force(false);
    }

    /** @return everything, read back from the disk, in the order of the requests */
    List<Attempt> read() throws IOException {
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        for (String text : Files.readAllLines(file)) {
            Line line = JSON.readValue(text, Line.class);
            if (line.before() != null) {
                attempts.put(line.before().op(), new Attempt(line.before(), null));
            } else {
                attempts.computeIfPresent(
                        line.after().op(), (op, attempt) -> new Attempt(attempt.intent(), line.after()));
            }
        }
        return List.copyOf(attempts.values());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
