package pixpro.orphan;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.client.MongoDatabase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import pixpro.mongodb.Collections;
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
        Set<String> images = new HashSet<>();
        database.getCollection(Collections.IMAGES)
                .find(in("_id", places.stream().map(Place::imageId).toList()))
                .projection(include("_id"))
                .forEach(image -> images.add(image.getString("_id")));
        Map<String, Document> jobs = new HashMap<>();
        database.getCollection(Collections.JOBS)
                .find(in(
                        "_id",
                        places.stream()
                                .filter(place -> !place.isOriginal())
                                .map(Place::jobId)
                                .toList()))
                .projection(include("status", "result.objectKey"))
                .forEach(job -> jobs.put(job.getString("_id"), job));
        return places.stream()
                .filter(place -> place.isOriginal()
                        ? !images.contains(place.imageId())
                        : !needs(jobs.get(place.jobId()), place.object().key()))
                .toList();
    }

    private static boolean needs(Document job, String key) {
        return job != null
                && (!JobStatus.TERMINAL.contains(job.getString("status"))
                        || key.equals(job.getEmbedded(List.of("result", "objectKey"), String.class)));
    }
}
