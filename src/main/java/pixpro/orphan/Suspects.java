package pixpro.orphan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import pixpro.event.ImageEvent;
import pixpro.event.ImagePrepared;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;

/**
 * Objects that may be nobody's, and what the topics say for them. Whatever is said about a job that has not ended protects
 * all that the job stored: it may be about to announce it. So it is with an image that has no thumbnails yet.
 */
class Suspects {

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> images = new HashSet<>();
    private final Map<String, Boolean> jobs = new HashMap<>();
    private final Map<String, Boolean> shown = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private final Set<String> unclear = new HashSet<>();

    Suspects(List<Place> suspected) {
        for (Place place : suspected) {
            places.put(place.object().key(), place);
            images.add(place.imageId());
        }
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** @param event any that is on a topic */
    void hear(ImageEvent event) {
        if (!images.contains(event.image().id())) {
            return;
        }
        name(event.image().objectKey());
        if (event instanceof ImageProcessed done) {
            name(done.result().objectKey());
        }
        if (event instanceof ImageQueued queued && queued.past() != null) {
            name(queued.past().objectKey());
        }
        if (event instanceof ImagePrepared prepared) {
            prepared.thumbnails().forEach(thumbnail -> name(thumbnail.objectKey()));
        }
        shown.merge(event.image().id(), event instanceof ImagePrepared, Boolean::logicalOr);
        if (event.job() != null) {
            jobs.merge(event.job().id(), !(event instanceof ImageQueued), Boolean::logicalOr);
        }
    }

    /** @param text of a record that this PixPro cannot read; what it mentions is left alone */
    void hear(String text) {
        images.stream().filter(text::contains).forEach(unclear::add);
    }

    /**
     * @param horizon records from before it may be gone
     * @return those for whom nothing was said, and of whose time everything was heard
     */
    List<Place> orphans(Instant horizon) {
        List<Place> orphans = new ArrayList<>();
        for (Place place : places.values()) {
            boolean judged = place.object().storedAt().isAfter(horizon) && !unclear.contains(place.imageId());
            boolean awaited =
                    Boolean.FALSE.equals(place.thumbnail() ? shown.get(place.imageId()) : jobs.get(place.jobId()));
            if (judged && !awaited && !named.contains(place.object().key())) {
                orphans.add(place);
            }
        }
        return orphans;
    }

    private void name(String key) {
        if (key != null) {
            named.add(key);
        }
    }
}
