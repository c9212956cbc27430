package pixpro.storage;

import java.util.Arrays;

/** Where things lie in the bucket. Keys derive from ids only, so that doing a thing twice overwrites it with itself. */
public final class ObjectKeys {

    private ObjectKeys() {}

    /** @return the key of an image's original */
    public static String original(String imageId) {
        return "images/" + imageId + "/original";
    }

    /** @return the key of a job's result picture */
    public static String result(String imageId, String jobId) {
        return "images/" + imageId + "/results/" + jobId;
    }

    /**
     * @param side the longer side's pixels
     * @return the key of one of an image's thumbnails
     */
    public static String thumbnail(String imageId, int side) {
        return "images/" + imageId + "/thumbnails/" + side;
    }

    /**
     * @param done how many steps of a chain are done
     * @return the key of the picture that the last of them made, for the next to go on with
     */
    public static String step(String imageId, String jobId, int done) {
        return "images/" + imageId + "/steps/" + jobId + "/" + done;
    }

    /**
     * The same for every adapter, because some servers keep objects as files, and libraries differ in what they let pass.
     *
     * @param key of an object
     * @return the key
     * @throws IllegalArgumentException if it could mean another object than its letters say: an empty key, one with control
     *     characters, with an empty segment, or with a segment {@code .} or {@code ..}
     */
    public static String plain(String key) {
        boolean bent = key.chars().anyMatch(Character::isISOControl)
                || Arrays.stream(key.split("/", -1))
                        .anyMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
        if (bent) {
            throw new IllegalArgumentException("no key of an object: " + key.replaceAll("\\p{Cntrl}", "?"));
        }
        return key;
    }
}
