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
 * @param jobId in its key; null for an original
 * @param step whether it is a picture between two steps of a chain
 */
record Place(StoredObject object, String imageId, String jobId, boolean step) {

    private static final Pattern KEY =
            Pattern.compile("images/([^/]+)/(?:original|results/([^/]+)|steps/([^/]+)/\\d+)");

    /** @return nothing if the key is none that PixPro makes: then the object is somebody else's, and is left alone */
    static Optional<Place> of(StoredObject object) {
        Matcher key = KEY.matcher(object.key());
        if (!key.matches()) {
            return Optional.empty();
        }
        boolean step = key.group(3) != null;
        return Optional.of(new Place(object, key.group(1), step ? key.group(3) : key.group(2), step));
    }

    boolean isOriginal() {
        return jobId == null;
    }
}
