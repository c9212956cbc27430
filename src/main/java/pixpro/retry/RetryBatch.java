package pixpro.retry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bson.Document;
import pixpro.http.Caller;

/** Failed jobs that a filter found, on their way to being done again one after the other. */
public final class RetryBatch {

    private final Caller caller;
    private final Deque<Document> open;
    private final List<RetriedJob> queued = new ArrayList<>();
    private int skipped;

    RetryBatch(Caller caller, List<Document> jobs) {
        this.caller = caller;
        this.open = new ArrayDeque<>(jobs);
    }

    Caller caller() {
        return caller;
    }

    /** @return whether there are jobs left */
    public boolean isUnfinished() {
        return !open.isEmpty();
    }

    Document take() {
        return open.remove();
    }

    /** Somebody else has it done again, or its image is gone. */
    void skip() {
        skipped++;
    }

    void add(RetriedJob job) {
        queued.add(job);
    }

    Answer answer() {
        return new Answer(List.copyOf(queued), skipped);
    }

    /**
     * @param jobs the new jobs
     * @param skipped how many were found and left alone, because somebody else had them done again meanwhile
     */
    public record Answer(List<RetriedJob> jobs, int skipped) {}
}
