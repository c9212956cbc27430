package pixpro.library;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * Where a page of images ended: the last image's place in the order "newest first, then by id". A place and not a count,
 * so that images that arrive meanwhile shift nothing. Opaque to clients, and believed only as far as its form goes: it
 * never carries who asks.
 *
 * @param receivedAt when the last image of the page was taken in, in whole milliseconds
 * @param imageId its id
 */
record Cursor(Instant receivedAt, String imageId) {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,15})\\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** @return the cursor as clients get it: URL-safe */
    String encode() {
        String text = receivedAt.toEpochMilli() + "." + imageId;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * @param text what a client sent
     * @return the place it means
     * @throws ProblemException 400 if it is not one of ours
     */
    static Cursor decode(String text) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            Matcher form = FORM.matcher(new String(decoded, StandardCharsets.US_ASCII));
            if (form.matches()) {
                return new Cursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
            }
        } catch (IllegalArgumentException ignored) {
            // not base64: refused below like any other text that is not ours
        }
        throw new ProblemException(
                Problem.badRequest("The cursor is not one that an earlier page gave; leave it out to start again."));
    }
}
