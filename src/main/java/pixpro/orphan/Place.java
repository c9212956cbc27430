package pixpro.orphan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pixpro.storage.StoredObject;

/**
 * Whose an object would be, by its key (see {@link pixpro.storage.ObjectKeys}).
 *
 * @param object as listed
 * @param imageId in its key
 * @param jobId in its key; null for an original or a thumbnail
 * @param thumbnail whether it is one
 */
record Place(StoredObject object, String imageId, String jobId, boolean thumbnail) {

    private static final Pattern KEY =
            Pattern.compile("images/([^/]+)/(?:original|(thumbnails)/\\d+|results/([^/]+)|steps/([^/]+)/\\d+)");

    /** @return nothing if the key is none that PixPro makes: then the object is somebody else's, and is left alone */
    static Optional<Place> of(StoredObject object) {
        Matcher key = KEY.matcher(object.key());
        if (!key.matches()) {
            return Optional.empty();
        }
        String job = key.group(3) == null ? key.group(4) : key.group(3);
        return Optional.of(new Place(object, key.group(1), job, key.group(2) != null));
    }

    boolean isOriginal() {
        return jobId == null && !thumbnail;
    }
}
