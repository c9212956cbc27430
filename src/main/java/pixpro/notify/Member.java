package pixpro.notify;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A socket in its owner's room: how far it has been told, and what came too early. */
final class Member {

    /** What comes early beyond this is read from the inbox later. */
    private static final int MOST_EARLY = 100;

    private static final int PAGE = 200;

    /** More than this is not sent at once: the sender's queue is finite, so the client comes back for the rest. */
    static final int MOST_MISSED = 1000;

    private final String key;
    private final String owner;
    private final Instant expiresAt;
    private final EndedJobs ended;
    private final NavigableMap<Long, String> early = new TreeMap<>();
    private long told;
    private long announced;

    Member(String key, String owner, Instant expiresAt, EndedJobs ended, long told) {
        this.key = key;
        this.owner = owner;
        this.expiresAt = expiresAt;
        this.ended = ended;
        this.told = told;
    }

    String key() {
        return key;
    }

    String owner() {
        return owner;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Something may have been announced that nobody heard. */
    synchronized void doubt() {
        announced = Math.max(announced, told + 1);
    }

    /** Whether something was announced, or may have been, that it has not been told. */
    synchronized boolean isBehind() {
        return announced > told;
    }

    synchronized void tell(long seq, String text, Sockets sockets) {
        announced = Math.max(announced, seq);
        if (seq <= told) {
            return;
        }
        if (early.size() < MOST_EARLY) {
            early.put(seq, text);
        }
        while (!early.isEmpty() && early.firstKey() == told + 1) {
            sockets.send(key, early.pollFirstEntry().getValue());
            told++;
        }
    }

    /** Beside the inbox's order, but never after the job's end, which this lock keeps from being sent in between. */
    synchronized void tellProgress(String jobId, String text, Sockets sockets) {
        if (!ended.contains(jobId)) {
            sockets.send(key, text);
        }
    }

    /** Sends all that the inbox has beyond what it was told. */
    synchronized void catchUp(Inbox inbox, Announcement announcement, Sockets sockets) {
        int sent = 0;
        List<Kept> page;
        do {
            page = inbox.after(owner, told, PAGE);
            for (Kept kept : page) {
                ended.note(kept.notification());
                sockets.send(key, announcement.forSocket(kept.notification()));
                told = kept.seq();
            }
            sent += page.size();
        } while (page.size() == PAGE && sent < MOST_MISSED);
        if (sent >= MOST_MISSED) {
            sockets.close(key, Sockets.TRY_AGAIN_LATER, "There is more: come back with after=<last id>.");
        }
        early.headMap(told, true).clear();
        while (!early.isEmpty() && early.firstKey() == told + 1) {
            sockets.send(key, early.pollFirstEntry().getValue());
            told++;
        }
        if (early.isEmpty()) {
            // what the inbox does not have will not come either: it has expired
            announced = told;
        }
    }
}
