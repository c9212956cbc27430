package faults;

import com.fasterxml.jackson.databind.JsonNode;
import faults.Ledger.Intent;
import faults.Ledger.Outcome;
import faults.Ledger.SentFile;
import faults.Ledger.Taken;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.codec.digest.DigestUtils;

/** The load: requests at a steady rate, each in the ledger before it is sent and after it was answered. */
final class Generator implements AutoCloseable {

    /** When so many wait for their answers, the next is left out: who waits must not pile up. */
    private static final int MOST_AT_ONCE = 24;

    private final Client client;
    private final Workload workload;
    private final Ledger ledger;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService senders = Executors.newFixedThreadPool(MOST_AT_ONCE);
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger jobs = new AtomicInteger();
    private volatile Exception broken;

    Generator(Client client, Workload workload, Ledger ledger) {
        this.client = client;
        this.workload = workload;
        this.ledger = ledger;
    }

    /** @param perSecond requests */
    void start(double perSecond) {
        long period = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        clock.scheduleAtFixedRate(this::sendOneMore, 0, period, TimeUnit.NANOSECONDS);
    }

    /** @return images that a 202 named so far */
    int taken() {
        return taken.get();
    }

    /** @return jobs that a 202 named so far */
    int jobs() {
        return jobs.get();
    }

    /** Ends the load and waits for the answers that are due. */
    void stop() throws Exception {
        clock.shutdownNow();
        senders.shutdown();
        if (!senders.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("requests do not end");
        }
        if (broken != null) {
            throw broken;
        }
    }

    private void sendOneMore() {
        if (!room.tryAcquire()) {
            return;
        }
        senders.execute(() -> {
            try {
                send(workload.next());
            } catch (IOException | RuntimeException e) {
                // without its ledger the run is worth nothing
                broken = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
            }
        });
    }

    /**
     * Sends one request now.
     *
     * @return what came of it
     * @throws IOException if the ledger cannot be written
     */
    Outcome send(Workload.Request request) throws IOException, InterruptedException {
        List<SentFile> files = new ArrayList<>();
        request.files()
                .forEach((name, bytes) -> files.add(new SentFile(
                        name, DigestUtils.sha256Hex(bytes), !request.broken().contains(name))));
        ledger.before(
                new Intent(request.op(), Instant.now(), request.person(), request.effect(), request.possible(), files));
        Outcome outcome = ask(request);
        ledger.after(outcome);
        taken.addAndGet(outcome.taken().size());
        jobs.addAndGet((int)
                outcome.taken().stream().filter(image -> image.jobId() != null).count());
        return outcome;
    }

    private Outcome ask(Workload.Request request) throws InterruptedException {
        Map<String, String> fields = new LinkedHashMap<>();
        if (request.effect() != null) {
            fields.put("effect", request.effect());
            fields.put("reuse", Boolean.toString(request.reuse()));
        }
        try {
            Client.Answer answer = client.upload(request.person(), fields, request.files());
            return new Outcome(
                    request.op(),
                    Instant.now(),
                    answer.status(),
                    answer.status() == 202 ? null : answer.body().toString(),
                    taken(answer.body()),
                    refused(answer.body()));
        } catch (IOException e) {
            return new Outcome(request.op(), Instant.now(), 0, e.toString(), List.of(), Map.of());
        }
    }

    private static List<Taken> taken(JsonNode answer) {
        List<Taken> taken = new ArrayList<>();
        answer.path("images")
                .forEach(image -> taken.add(new Taken(
                        image.path("id").asText(),
                        image.path("jobId").asText(null),
                        image.path("filename").asText())));
        return taken;
    }

    private static Map<String, Integer> refused(JsonNode answer) {
        Map<String, Integer> refused = new HashMap<>();
        answer.path("rejected")
                .forEach(file -> refused.put(
                        file.path("filename").asText(),
                        file.at("/problem/status").asInt()));
        return refused;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        senders.shutdownNow();
    }
}
