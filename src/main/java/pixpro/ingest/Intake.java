package pixpro.ingest;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.health.Neighbours;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.storage.ObjectStorage;

/**
 * Whether images can be taken in at the moment. What cannot be stored and announced is refused before it is kept, so that
 * nobody waits for a neighbour that is known to be away.
 */
public class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Neighbours neighbours;
    private final ObjectStorage storage;

    public Intake(Neighbours neighbours, ObjectStorage storage) {
        this.neighbours = neighbours;
        this.storage = storage;
    }

    /** @throws ProblemException 503 if an upload could not be stored and announced now */
    public void beOpen() {
        if (neighbours.isAway(Neighbours.KAFKA) || neighbours.isAway(Neighbours.STORAGE)) {
            throw new ProblemException(Problem.unavailable(
                    "Images cannot be taken in at the moment; nothing was accepted. Please try again."));
        }
    }

    /**
     * The last moment at which it is certain that an image was not announced.
     *
     * @param order stored
     * @return the order
     * @throws NotAnnouncedException if it could not be announced now; it is stored no more
     */
    public UploadOrder mayAnnounce(UploadOrder order) throws NotAnnouncedException {
        if (!order.isToAnnounce() || !neighbours.isAway(Neighbours.KAFKA)) {
            return order;
        }
        if (!order.isToStore()) {
            throw new NotAnnouncedException("Kafka is away");
        }
        String key = order.event().image().objectKey();
        try {
            storage.delete(key);
        } catch (IOException e) {
            LOG.warn("original_left key={} cause={}", key, e.getMessage());
        }
        throw new NotAnnouncedException("Kafka went away while the image was stored");
    }
}
