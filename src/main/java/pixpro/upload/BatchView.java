package pixpro.upload;

import java.util.List;
import java.util.Map;

/**
 * How far a batch is.
 *
 * @param id batch id
 * @param counts how many images are in each state
 * @param items in the order they were named
 */
record BatchView(String id, Map<String, Integer> counts, List<Item> items) {

    /**
     * One of the batch.
     *
     * @param uploadId if it was begun as an upload straight to object storage
     * @param imageId if it is an image already
     * @param filename made harmless
     * @param status {@code waiting}, {@code uploaded}, {@code stored}, {@code queued}, {@code processed} or {@code failed}
     */
    record Item(String uploadId, String imageId, String filename, String status) {}
}
