package pixpro.cache;

/**
 * An answer that was given with 200.
 *
 * @param tag its entity tag, quotes and all
 * @param body JSON
 * @param passes whether it changes without a write
 */
public record CachedAnswer(String tag, String body, boolean passes) {

    /** @return it in one text */
    String write() {
        return tag + "\n" + body;
    }

    /** @return what {@link #write} wrote */
    static CachedAnswer read(String text) {
        int end = text.indexOf('\n');
        return new CachedAnswer(text.substring(0, end), text.substring(end + 1), false);
    }
}
