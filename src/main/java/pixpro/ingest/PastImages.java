package pixpro.ingest;

import java.util.List;
import java.util.Optional;
import pixpro.event.StoredImage;

/** Images that are there already. */
public interface PastImages {

    /**
     * Looks for one, without waiting long: whoever has to wait may as well take the image as a new one.
     *
     * @param owner whose
     * @param sha256 of its bytes
     * @return the first that its owner has of these bytes; empty if none is known at the moment
     */
    Optional<PastImage> find(String owner, String sha256);

    /**
     * Looks for one by its id, without waiting long.
     *
     * @param owner whose
     * @param id image id
     * @return whether its owner has it, be it in the trash; false if that is not known at the moment
     */
    boolean has(String owner, String id);

    /**
     * An image of before.
     *
     * @param image as it was announced
     * @param jobs what was ordered for it, without what failed; the newest first
     */
    record PastImage(StoredImage image, List<PastJob> jobs) {}

    /**
     * A job of before.
     *
     * @param id job id
     * @param effect as ordered
     * @param params as JSON, null if there are none
     * @param reuseKey of what has been done, as of {@link pixpro.event.ReuseKey}; null if it has not ended
     * @param resultKey where its picture lies; null if it has none, or not yet
     */
    record PastJob(String id, String effect, String params, String reuseKey, String resultKey) {}
}
