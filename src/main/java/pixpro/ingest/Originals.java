package pixpro.ingest;

import java.io.IOException;
import pixpro.event.StoredImage;
import pixpro.storage.ObjectStorage;

/** Puts originals into object storage. */
public class Originals {

    private final ObjectStorage storage;

    public Originals(ObjectStorage storage) {
        this.storage = storage;
    }

    /**
     * @param order its file is stored under the key that its event names, unless it lies there already
     * @return the order
     * @throws IOException if object storage did not take it
     */
    public UploadOrder store(UploadOrder order) throws IOException {
        if (!order.isToStore()) {
            return order;
        }
        StoredImage image = order.event().image();
        storage.put(image.objectKey(), order.file().spooled().path(), image.mediaType());
        return order;
    }
}
