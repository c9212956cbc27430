package pixpro.notify;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A notification in its place in an inbox.
 *
 * @param owner whose inbox
 * @param seq its place there: 1, 2, 3, …, without holes
 * @param notification what the owner is told
 */
public record Kept(String owner, long seq, Notification notification) {

    /** @return what the owner sees of it */
    Told told() {
        return new Told(seq, notification);
    }

    /** @return whether these are what comes after the number, with none left out in between */
    static boolean follow(long seq, List<Kept> list) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).seq() != seq + 1 + i) {
                return false;
            }
        }
        return true;
    }

    /**
     * A notification with its number.
     *
     * @param seq counts what the owner is told
     * @param notification written beside the number
     */
    public record Told(long seq, @JsonUnwrapped Notification notification) {}
}
