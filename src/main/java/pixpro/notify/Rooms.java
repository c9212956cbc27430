package pixpro.notify;

import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.event.ImageProgress;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * Who of this instance's sockets belongs to whom. A socket hears of its owner's notifications only, each once and in the
 * inbox's order: announcements that come early wait for those before them, and holes that stay (Redis forgets) are filled
 * from the inbox. Progress is told beside that order, and only until the job's end is.
 */
@Component("rooms")
public class Rooms {

    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);

    private final Inbox inbox;
    private final Starts starts;
    private final Announcement announcement;
    private final Sockets sockets;
    private final Clock clock;
    private final EndedJobs ended = new EndedJobs();
    private final Map<String, Member> members = new ConcurrentHashMap<>();
    private final Map<String, Set<Member>> rooms = new ConcurrentHashMap<>();

    @Autowired
    Rooms(Inbox inbox, Starts starts, Announcement announcement, Sockets sockets) {
        this(inbox, starts, announcement, sockets, Clock.systemUTC());
    }

    Rooms(Inbox inbox, Starts starts, Announcement announcement, Sockets sockets, Clock clock) {
        this.inbox = inbox;
        this.starts = starts;
        this.announcement = announcement;
        this.sockets = sockets;
        this.clock = clock;
    }

    /**
     * Lets a socket in, and sends it what it missed.
     *
     * @param key connection
     * @param login who logged in on it
     * @param after id of the last event it saw; null to begin with what comes from now on
     * @throws com.mongodb.MongoException or a {@link pixpro.http.ProblemException} if the inbox or the library cannot be
     *     read; the socket is not let in then
     */
    public void join(String key, Login login, String after) {
        String owner = login.caller().id();
        Member member = new Member(key, login, ended);
        members.put(key, member);
        rooms.compute(owner, (id, room) -> {
            Set<Member> joined = room == null ? ConcurrentHashMap.newKeySet() : room;
            joined.add(member);
            return joined;
        });
        // after joining, so that what arrives meanwhile is either read here or announced to the room
        try {
            Starts.Start start = starts.of(login.caller(), after);
            member.begin(start, announcement, sockets);
            LOG.info("socket joined key={} owner={} after={}", key, owner, start.seq());
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

    /**
     * Lets a socket stay with a new token.
     *
     * @param key connection
     * @param login what the token says
     * @return when it ends
     * @throws ProblemException 403 if it is somebody else's, 404 if there is no such socket any more
     */
    public Instant renew(String key, Login login) {
        Member member = members.get(key);
        if (member == null) {
            throw new ProblemException(Problem.notFound("This socket has ended."));
        }
        if (!member.owner().equals(login.caller().id())) {
            throw new ProblemException(
                    Problem.forbidden("This token is somebody else's; please open a socket with it."));
        }
        member.renew(login);
        return login.expiresAt();
    }

    /** @return who is logged in on which socket */
    Map<String, Login> logins() {
        return members.values().stream().collect(Collectors.toMap(Member::key, Member::login));
    }

    /**
     * Ends a socket for good.
     *
     * @param key connection
     * @param reason what its client is told
     */
    void end(String key, String reason) {
        sockets.close(key, Sockets.POLICY_VIOLATION, reason);
        leave(key);
    }

    /** @param kept was announced: the sockets of its owner are told, and nobody else's */
    public void tell(Kept kept) {
        ended.note(kept.notification());
        Set<Member> room = rooms.get(kept.owner());
        if (room != null) {
            Sockets.Message message = announcement.forSocket(kept);
            room.forEach(member -> member.tell(kept.seq(), message, sockets));
        }
    }

    /** @param progress of a job: the sockets of its owner are told, unless its end was heard before */
    public void tellProgress(ImageProgress progress) {
        Set<Member> room = rooms.get(progress.owner());
        if (room != null && !ended.contains(progress.jobId())) {
            Sockets.Message message = announcement.forSocket(Notifications.of(progress));
            room.forEach(member -> member.tellProgress(progress.jobId(), message, sockets));
        }
    }

    /** @return whether an admin has a socket here */
    public boolean hasAdmins() {
        return members.values().stream().anyMatch(Member::isAdmin);
    }

    /** @param kpis for the sockets of admins, and nobody else's */
    public void tellAdmins(Object kpis) {
        Sockets.Message message = announcement.forAdmins(kpis);
        members.values().stream().filter(Member::isAdmin).forEach(member -> member.tell(message, sockets));
    }

    /** To be called every moment: closes sockets whose login has ended and fills holes that stayed. */
    public void sweep() {
        Instant now = clock.instant();
        boolean readable = true;
        for (Member member : members.values()) {
            if (!now.isBefore(member.login().expiresAt())) {
                end(member.key(), "The login has expired; please log in again.");
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
