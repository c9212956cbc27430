package pixpro.library;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * Where a page of images ended: the last image's place in an order. A place and not a count, so that images that come or go
 * meanwhile shift nothing. Opaque to clients, and believed only as far as its form goes: it never carries who asks.
 *
 * @param order of the pages
 * @param place the last image's: milliseconds or a title, as the order has it
 * @param imageId its id
 */
record Cursor(SortOrder order, String place, String imageId) {

    private static final Pattern FORM = Pattern.compile(
            "([a-z]{1,10})\\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.(.{0,300})",
            Pattern.DOTALL);
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

    /** @return the cursor as clients get it: URL-safe */
    String encode() {
        String text = order.name().toLowerCase(Locale.ROOT) + "." + imageId + "." + place;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param text what a client sent
     * @param order of the pages it asks for
     * @return the place it means
     * @throws ProblemException 400 if it is not one of ours, or one of another order
     */
    static Cursor decode(String text, SortOrder order) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(text);
            Matcher form = FORM.matcher(new String(decoded, StandardCharsets.UTF_8));
            if (form.matches()
                    && SortOrder.parse(form.group(1)) == order
                    && (order == SortOrder.TITLE
                            || MILLIS.matcher(form.group(3)).matches())) {
                return new Cursor(order, form.group(3), form.group(2));
            }
        } catch (IllegalArgumentException | ProblemException ignored) {
            // not base64, or no order: refused below like any other text that is not ours
        }
        throw new ProblemException(Problem.badRequest(
                "The cursor is not one that an earlier page of this order gave; leave it out to start again."));
    }
}
