package pixpro.library;

import java.util.Map;
import java.util.regex.Pattern;

/** Names of files within a ZIP file. */
final class EntryName {

    private static final Map<String, String> ENDINGS = Map.of(
            "image/jpeg", "jpg",
            "image/png", "png",
            "image/webp", "webp",
            "image/gif", "gif",
            "image/tiff", "tif",
            "image/bmp", "bmp");

    /** What climbs out of a folder, or means something to a file system. */
    private static final Pattern HARMFUL = Pattern.compile("[/\\\\:*?\"<>|\\p{Cntrl}]+");

    private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z0-9]{1,5}$");

    private EntryName() {}

    /**
     * @param filename as uploaded
     * @param mediaType of the bytes
     * @return a name for the bytes, with the ending that fits them
     */
    static String as(String filename, String mediaType) {
        String harmless = HARMFUL.matcher(filename).replaceAll("_");
        String ending = ENDINGS.get(mediaType);
        return ending == null ? harmless : ENDING.matcher(harmless).replaceFirst("") + "." + ending;
    }
}
