package pixpro.notify;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import pixpro.http.Caller;
import pixpro.library.PageSize;
import pixpro.mongodb.Answering;

/** The inbox over HTTP. */
@Component("inboxQueries")
public class InboxQueries {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final Inbox inbox;

    InboxQueries(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * @param caller whose inbox
     * @param after id of the last event seen; null, unknown or expired for the beginning
     * @param limit how many at most, 1 to 200; null for 50
     * @return what came after it, oldest first
     * @throws pixpro.http.ProblemException 400 if limit is none, 503 if MongoDB does not answer
     */
    public Missed list(Caller caller, String after, String limit) {
        int size = PageSize.parse(limit, DEFAULT_LIMIT, MAX_LIMIT);
        boolean asked = after != null && !after.isEmpty();
        return Answering.orUnavailable("The inbox", () -> {
            Optional<Long> seen = asked ? inbox.find(caller.id(), after) : Optional.empty();
            List<Kept> found = inbox.after(caller.id(), seen.orElse(0L), size);
            Boolean recovered = asked ? seen.isPresent() && Kept.follow(seen.get(), found) : null;
            return new Missed(recovered, found.stream().map(Kept::told).toList());
        });
    }

    /**
     * @param recovered whether this is all that came after the event that was named; null if none was
     * @param items oldest first; ask again after the last one until there are none
     */
    public record Missed(Boolean recovered, List<Kept.Told> items) {}
}
