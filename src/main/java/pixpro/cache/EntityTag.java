package pixpro.cache;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Entity tags of answers. They are weak: two answers that differ only in how their links are signed have one tag, as long as
 * the older one's links are good for a while yet. So whoever asks whether something is new is told so, and whoever is told
 * that nothing is can use the links that they have.
 */
class EntityTag {

    private static final Pattern SIGNATURE = Pattern.compile("\\?X-Amz-[^\"\\\\]*");

    private final Duration window;
    private final Clock clock;

    /** @param window after which links are to be fetched anew: well under what they are good for */
    EntityTag(Duration window, Clock clock) {
        this.window = window;
        this.clock = clock;
    }

    /** @return the tag of a body, as it stands in the header {@code ETag} */
    String of(String body) {
        String stable = SIGNATURE.matcher(body).replaceAll("");
        // without links there is nothing that grows old
        long age = stable.length() == body.length() ? 0 : clock.millis() / window.toMillis();
        return "W/\"" + DigestUtils.sha256Hex(age + "\n" + stable).substring(0, 32) + "\"";
    }

    /**
     * @param tag of an answer
     * @param ifNoneMatch the header, as sent; null for none
     * @return whether the client has the answer already
     */
    static boolean isKnown(String tag, String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || strong(known).equals(strong(tag)));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
