package pixpro.notify;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A socket in its owner's room: how far it has been told, and what came too early. */
final class Member {

    /** What comes early beyond this is read from the inbox later. */
    private static final int MOST_EARLY = 100;

    private static final int PAGE = 200;

    private final String key;
    private volatile Login login;
    private final EndedJobs ended;
    private final NavigableMap<Long, Sockets.Message> early = new TreeMap<>();
    private boolean begun;
    private long told;
    private long announced;

    Member(String key, Login login, EndedJobs ended) {
        this.key = key;
        this.login = login;
        this.ended = ended;
    }

    String key() {
        return key;
    }

    String owner() {
        return login.caller().id();
    }

    Login login() {
        return login;
    }

    /** Whether it is in the admins' room as well: as its token says, and that alone. */
    boolean isAdmin() {
        return login.caller().roles().contains("admin");
    }

    void renew(Login next) {
        login = next;
    }

    /** Something may have been announced that nobody heard. */
    synchronized void doubt() {
        announced = Math.max(announced, told + 1);
    }

    /** Whether something was announced, or may have been, that it has not been told. */
    synchronized boolean isBehind() {
        return begun && announced > told;
    }

    synchronized void tell(long seq, Sockets.Message message, Sockets sockets) {
        announced = Math.max(announced, seq);
        if (seq <= told) {
            return;
        }
        if (early.size() < MOST_EARLY) {
            early.put(seq, message);
        }
        if (begun) {
            sendWhatIsNext(sockets);
        }
    }

    /** What has no place in the inbox's order. */
    synchronized void tell(Sockets.Message message, Sockets sockets) {
        if (begun) {
            sockets.send(key, message);
        }
    }

    /** Beside the inbox's order, but never after the job's end, which this lock keeps from being sent in between. */
    synchronized void tellProgress(String jobId, Sockets.Message message, Sockets sockets) {
        if (begun && !ended.contains(jobId)) {
            sockets.send(key, message);
        }
    }

    /** Greets, sends what was missed, and from then on what comes. What was announced before has waited. */
    synchronized void begin(Starts.Start start, Announcement announcement, Sockets sockets) {
        sockets.send(key, announcement.forSocket(new Greeting(start, login.expiresAt())));
        told = start.seq();
        send(start.missed(), announcement, sockets);
        begun = true;
        sendWhatIsNext(sockets);
    }

    private void send(List<Kept> page, Announcement announcement, Sockets sockets) {
        for (Kept kept : page) {
            ended.note(kept.notification());
            sockets.send(key, announcement.forSocket(kept));
            told = kept.seq();
        }
    }

    /** Sends all that the inbox has beyond what it was told. */
    synchronized void catchUp(Inbox inbox, Announcement announcement, Sockets sockets) {
        int sent = 0;
        List<Kept> page;
        do {
            page = inbox.after(owner(), told, PAGE);
            send(page, announcement, sockets);
            sent += page.size();
        } while (page.size() == PAGE && sent < Starts.MOST_MISSED);
        if (sent >= Starts.MOST_MISSED) {
            sockets.close(key, Sockets.TRY_AGAIN_LATER, "There is more: come back with after=<last id>.");
        }
        sendWhatIsNext(sockets);
        if (early.isEmpty()) {
            // what the inbox does not have will not come either: it has expired
            announced = told;
        }
    }

    private void sendWhatIsNext(Sockets sockets) {
        early.headMap(told, true).clear();
        while (!early.isEmpty() && early.firstKey() == told + 1) {
            sockets.send(key, early.pollFirstEntry().getValue());
            told++;
        }
    }
}
