package pixpro.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import pixpro.effect.EffectOrder;
import pixpro.http.Caller;
import pixpro.http.Problem;

/** Many images with which the same is to be done, on their way one after the other. */
public final class Bulk {

    /** What can be done with many. */
    enum Action {
        MOVE,
        TAG,
        DELETE,
        RESTORE,
        PROCESS
    }

    private final Caller caller;
    private final Action action;
    private final JsonNode request;
    private final EffectOrder wanted;
    private final String key;
    private final Deque<String> open;
    private final List<String> done = new ArrayList<>();
    private final List<QueuedJob> jobs = new ArrayList<>();
    private final List<Refusal> refused = new ArrayList<>();
    private String current;

    Bulk(Caller caller, Action action, JsonNode request, EffectOrder wanted, String key, List<String> ids) {
        this.caller = caller;
        this.action = action;
        this.request = request;
        this.wanted = wanted;
        this.key = key;
        this.open = new ArrayDeque<>(ids);
    }

    /** @return whether there are images left */
    public boolean isUnfinished() {
        return !open.isEmpty();
    }

    Caller caller() {
        return caller;
    }

    Action action() {
        return action;
    }

    JsonNode request() {
        return request;
    }

    EffectOrder wanted() {
        return wanted;
    }

    String key() {
        return key;
    }

    String take() {
        current = open.remove();
        return current;
    }

    void done() {
        done.add(current);
    }

    void done(QueuedJob job) {
        done.add(current);
        jobs.add(job);
    }

    void refuse(Problem problem) {
        refused.add(new Refusal(current, problem));
    }

    Answer answer() {
        return new Answer(List.copyOf(done), List.copyOf(jobs), List.copyOf(refused));
    }

    /**
     * @param done ids of the images with which it is done
     * @param jobs that were queued
     * @param refused images with which it is not done, each with its reason
     */
    public record Answer(List<String> done, List<QueuedJob> jobs, List<Refusal> refused) {}

    /**
     * @param id of the image, as it was sent
     * @param problem why
     */
    public record Refusal(String id, Problem problem) {}
}
