package pixpro.notify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import pixpro.event.ImagePrepared;
import pixpro.http.Caller;
import pixpro.library.ImageView;
import pixpro.library.LibraryQueries;
import pixpro.library.Page;

/**
 * Where a socket begins in its owner's inbox: with what comes from now on, with what it missed, or, where the inbox no
 * longer reaches back, with the library as it is.
 */
@Component
class Starts {

    /** More than this is not sent at once: the sender's queue is finite. */
    static final int MOST_MISSED = 1000;

    /** How far the library may be behind the inbox; the two read the topics each for itself. */
    static final int LAG = 100;

    private final Inbox inbox;
    private final LibraryQueries library;

    Starts(Inbox inbox, LibraryQueries library) {
        this.inbox = inbox;
        this.library = library;
    }

    /**
     * @param caller whose inbox
     * @param after id of the last event seen; null to begin with what comes from now on
     * @return what the socket is told first
     * @throws com.mongodb.MongoException or a {@link pixpro.http.ProblemException} if that cannot be read
     */
    Start of(Caller caller, String after) {
        if (after == null) {
            Optional<Kept> newest = inbox.newest(caller.id());
            return new Start(null, id(newest), newest.map(Kept::seq).orElse(0L), List.of(), null);
        }
        Optional<Long> seen = inbox.find(caller.id(), after);
        if (seen.isPresent()) {
            List<Kept> missed = inbox.after(caller.id(), seen.get(), MOST_MISSED + 1);
            if (missed.size() <= MOST_MISSED && Kept.follow(seen.get(), missed)) {
                return new Start(true, after, seen.get(), missed, null);
            }
        }
        return anew(caller);
    }

    /** The inbox is read first: what comes meanwhile is in the library, or told, or both. */
    private Start anew(Caller caller) {
        long newest = inbox.last(caller.id());
        List<Kept> recent = inbox.after(caller.id(), Math.max(0, newest - LAG), LAG);
        Page<ImageView> page = library.list(caller, Map.of());
        int first = firstThatIsNotIn(page, recent);
        Optional<Kept> before = first == 0 ? Optional.empty() : Optional.of(recent.get(first - 1));
        long seq = before.map(Kept::seq)
                .orElse(recent.isEmpty() ? newest : recent.get(0).seq() - 1);
        return new Start(false, id(before), seq, List.copyOf(recent.subList(first, recent.size())), page);
    }

    private static int firstThatIsNotIn(Page<ImageView> page, List<Kept> recent) {
        Map<String, ImageView> items =
                page.items().stream().collect(Collectors.toMap(ImageView::id, Function.identity(), (one, same) -> one));
        int first = 0;
        while (first < recent.size()) {
            Notification notification = recent.get(first).notification();
            ImageView shown = items.get(notification.imageId());
            boolean late = shown == null ? isWithin(page, notification) : isBehind(shown, notification);
            if (late) {
                return first;
            }
            first++;
        }
        return first;
    }

    private static boolean isBehind(ImageView shown, Notification notification) {
        return ImagePrepared.PREPARED.equals(notification.type())
                ? shown.thumbnails() == null
                : shown.version() < notification.version();
    }

    /** Whether the image would be on the page if the library knew it. */
    private static boolean isWithin(Page<ImageView> page, Notification notification) {
        return page.nextCursor() == null
                || !notification
                        .at()
                        .isBefore(page.items().get(page.items().size() - 1).receivedAt());
    }

    private static String id(Optional<Kept> kept) {
        return kept.map(found -> found.notification().id()).orElse(Inbox.BEGINNING);
    }

    /**
     * What a socket is told first.
     *
     * @param recovered whether it is told all that it missed; null if it did not ask
     * @param last id to come back with, until there is a newer one
     * @param seq its number
     * @param missed what is sent at once, all that came after it
     * @param snapshot the first page of the library, as over HTTP; only when nothing could be recovered
     */
    record Start(Boolean recovered, String last, long seq, List<Kept> missed, Page<ImageView> snapshot) {}
}
