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
import pixpro.http.Caller;

/**
 * Who of this instance's sockets belongs to whom. A socket hears of its owner's notifications only, each once and in the
 * inbox's order: announcements that come early wait for those before them, and holes that stay (Redis forgets) are filled
 * from the inbox.
 */
@Component("rooms")
public class Rooms {

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

    private final Inbox inbox;
    private final Announcement announcement;
    private final Sockets sockets;
    private final Clock clock;
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
        Member member = new Member(key, owner.id(), expiresAt, seen);
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
        Set<Member> room = rooms.get(kept.owner());
        if (room != null) {
            String text = announcement.forSocket(kept.notification());
            room.forEach(member -> member.tell(kept.seq(), text, sockets));
        }
    }

    /** To be called every moment: closes sockets whose login has ended and fills holes that stayed. */
    public void sweep() {
        Instant now = clock.instant();
        for (Member member : members.values()) {
            if (!now.isBefore(member.expiresAt())) {
                sockets.close(member.key(), Sockets.POLICY_VIOLATION, "The login has expired; please log in again.");
                leave(member.key());
            } else if (member.isBehind()) {
                fill(member);
            }
        }
    }

    private void fill(Member member) {
        try {
            member.catchUp(inbox, announcement, sockets);
        } catch (MongoException e) {
            // it stays behind, and the next sweep tries again
            LOG.warn("inbox cannot be read key={} reason={}", member.key(), e.getMessage());
        }
    }

    /** @return how many sockets this instance holds for the owner */
    int count(String owner) {
        return rooms.getOrDefault(owner, Set.of()).size();
    }
}
