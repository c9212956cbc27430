package pixpro.image;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** What to make of the file name that a client sent. It is shown at most; keys are made by PixPro. */
public final class FileName {

    private static final String NAMELESS = "image";
    private static final int MAX_CODE_POINTS = 200;
    /** A longer "extension" is no extension. */
    private static final int MAX_EXTENSION = 10;

    /** {@code ..} between slashes of either kind. */
    private static final Pattern CLIMBS = Pattern.compile("(^|[/\\\\])\\.\\.([/\\\\]|$)");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private FileName() {}

    /**
     * Takes the last part of a path of either kind of slash, without control characters and without marks that change
     * the direction of text, cut to 200 code points before its extension.
     *
     * @param clientName what the client sent; may be null
     * @return a name to show, never empty; {@code image} when nothing is left
     */
    public static String harmless(String clientName) {
        if (clientName == null) {
            return NAMELESS;
        }
        String visible = Normalizer.normalize(clientName, Normalizer.Form.NFC)
                .codePoints()
                .filter(FileName::isVisible)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        int slash = Math.max(visible.lastIndexOf('/'), visible.lastIndexOf('\\'));
        String name = visible.substring(slash + 1).strip();
        boolean nothing = name.isEmpty() || name.equals(".") || name.equals("..");
        return nothing ? NAMELESS : cut(name);
    }

    /**
     * Tells a name that no honest client sends: one that climbs out of its folder, or holds control characters.
     *
     * @param clientName what the client sent; may be null
     * @return whether the file should be refused for its name alone
     */
    public static boolean isHostile(String clientName) {
        return clientName != null
                && (clientName.chars().anyMatch(Character::isISOControl)
                        || CLIMBS.matcher(clientName).find());
    }

    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            // direction marks and the like; the joiners belong to the spelling of some scripts
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> true;
        };
    }

    private static String cut(String name) {
        int length = name.codePointCount(0, name.length());
        if (length <= MAX_CODE_POINTS) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= MAX_EXTENSION ? name.substring(dot) : "";
        int kept = MAX_CODE_POINTS - extension.codePointCount(0, extension.length());
        return name.substring(0, name.offsetByCodePoints(0, kept)) + extension;
    }
}
