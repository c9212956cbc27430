package pixpro.orphan;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import pixpro.mongodb.Collections;
import pixpro.project.ImageProjection;
import pixpro.project.JobStatus;

/**
 * What the library speaks for. It can only acquit: an object that it does not know may have been announced all the same.
 */
class KnownObjects {

    private final MongoDatabase database;

    KnownObjects(MongoDatabase database) {
        this.database = database;
    }

    /** @return those of the places that the library has no need for */
    List<Place> unknown(List<Place> places) {
        Map<String, Document> images = new HashMap<>();
        database.getCollection(Collections.IMAGES)
                .find(in("_id", places.stream().map(Place::imageId).toList()))
                .projection(include(ImageProjection.THUMBNAILS))
                .forEach(image -> images.put(image.getString("_id"), image));
        Map<String, Document> jobs = new HashMap<>();
        database.getCollection(Collections.JOBS)
                .find(in(
                        "_id",
                        places.stream()
                                .map(Place::jobId)
                                .filter(Objects::nonNull)
                                .toList()))
                .projection(include("status", "result.objectKey"))
                .forEach(job -> jobs.put(job.getString("_id"), job));
        return places.stream()
                .filter(place -> !isNeeded(place, images.get(place.imageId()), jobs.get(place.jobId())))
                .toList();
    }

    private static boolean isNeeded(Place place, Document image, Document job) {
        if (place.thumbnail()) {
            return image != null && shows(image, place.object().key());
        }
        return place.isOriginal() ? image != null : needs(job, place.object().key());
    }

    /** An image that has none yet may be about to have them announced. */
    private static boolean shows(Document image, String key) {
        List<Document> thumbnails = image.getList(ImageProjection.THUMBNAILS, Document.class);
        return thumbnails == null || thumbnails.stream().anyMatch(each -> key.equals(each.getString("objectKey")));
    }

    private static boolean needs(Document job, String key) {
        return job != null
                && (!JobStatus.TERMINAL.contains(job.getString("status"))
                        || key.equals(job.getEmbedded(List.of("result", "objectKey"), String.class)));
    }
}
