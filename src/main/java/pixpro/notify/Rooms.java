package pixpro.notify;

import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.event.ImageProgress;
import pixpro.http.Caller;

/**
 * Who of this instance's sockets belongs to whom. A socket hears of its owner's notifications only, each once and in the
 * inbox's order: announcements that come early wait for those before them, and holes that stay (Redis forgets) are filled
 * from the inbox. Progress is told beside that order, and only until the job's end is.
 */
@Component("rooms")
public class Rooms {

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

    private final Inbox inbox;
    private final Announcement announcement;
    private final Sockets sockets;
    private final Clock clock;
    private final EndedJobs ended = new EndedJobs();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Map<String, Set<Member>> rooms = new ConcurrentHashMap<>();

    @Autowired
    Rooms(Inbox inbox, Announcement announcement, Sockets sockets) {
        this(inbox, announcement, sockets, Clock.systemUTC());
    }

    Rooms(Inbox inbox, Announcement announcement, Sockets sockets, Clock clock) {
        this.inbox = inbox;
        this.announcement = announcement;
        this.sockets = sockets;
        this.clock = clock;
    }

    /**
     * Lets a socket in, and sends it what it missed.
     *
     * @param key connection
     * @param owner who logged in on it
     * @param expiresAt when that login ends
     * @param after id of the last event it saw; null to begin with what comes from now on
     * @throws com.mongodb.MongoException if the inbox cannot be read; the socket is not let in then
     */
    public void join(String key, Caller owner, Instant expiresAt, String after) {
        long seen = after == null ? inbox.last(owner.id()) : inbox.seqOf(owner.id(), after);
        Member member = new Member(key, owner.id(), expiresAt, ended, seen);
        members.put(key, member);
        rooms.compute(owner.id(), (id, room) -> {
            Set<Member> joined = room == null ? ConcurrentHashMap.newKeySet() : room;
            joined.add(member);
            return joined;
        });
        LOG.info("socket joined key={} owner={} after={}", key, owner.id(), seen);
        // after joining, so that what arrives meanwhile is either read here or announced to the room
        try {
            member.catchUp(inbox, announcement, sockets);
        } catch (RuntimeException e) {
            leave(key);
            throw e;
        }
    }

    /** @param key connection that is gone; one that never joined is no error */
    public void leave(String key) {
        Member member = members.remove(key);
        if (member != null) {
            rooms.computeIfPresent(member.owner(), (id, room) -> {
                room.remove(member);
                return room.isEmpty() ? null : room;
            });
            LOG.info("socket left key={} owner={}", key, member.owner());
        }
    }

    /** @param kept was announced: the sockets of its owner are told, and nobody else's */
    public void tell(Kept kept) {
        ended.note(kept.notification());
        Set<Member> room = rooms.get(kept.owner());
        if (room != null) {
            String text = announcement.forSocket(kept.notification());
            room.forEach(member -> member.tell(kept.seq(), text, sockets));
        }
    }

    /** @param progress of a job: the sockets of its owner are told, unless its end was heard before */
    public void tellProgress(ImageProgress progress) {
        Set<Member> room = rooms.get(progress.owner());
        if (room != null && !ended.contains(progress.jobId())) {
            String text = announcement.forSocket(Notifications.of(progress));
            room.forEach(member -> member.tellProgress(progress.jobId(), text, sockets));
        }
    }

    /** To be called every moment: closes sockets whose login has ended and fills holes that stayed. */
    public void sweep() {
        Instant now = clock.instant();
        boolean readable = true;
        for (Member member : members.values()) {
            if (!now.isBefore(member.expiresAt())) {
                sockets.close(member.key(), Sockets.POLICY_VIOLATION, "The login has expired; please log in again.");
                leave(member.key());
            } else if (readable && member.isBehind()) {
                // one wait for MongoDB a sweep, however many members there are
                readable = fill(member);
            }
        }
    }

    /** To be called when announcements may have been missed: the next sweep looks into every member's inbox. */
    public void doubt() {
        members.values().forEach(Member::doubt);
    }

    private boolean fill(Member member) {
        try {
            member.catchUp(inbox, announcement, sockets);
            return true;
        } catch (MongoException e) {
            // it stays behind, and the next sweep tries again
            LOG.warn("inbox cannot be read key={} reason={}", member.key(), e.getMessage());
            return false;
        }
    }

    /** @return how many sockets this instance holds for the owner */
    int count(String owner) {
        return rooms.getOrDefault(owner, Set.of()).size();
    }
}
