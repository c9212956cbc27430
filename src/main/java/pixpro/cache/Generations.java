package pixpro.cache;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Component;
import pixpro.mongodb.Collections;

/**
 * Which state each owner's library is in: the {@code generations} collection. A cached answer names the generation that was
 * read before it was loaded, so that a new one makes all of them unreachable at once, those that are being loaded included.
 *
 * <p>It stands in MongoDB, beside what it is about, and not in Redis: whoever can write can also renew it, and a Redis that is
 * gone, comes back old or evicts cannot make an answer valid again.
 */
@Component("generations")
public class Generations {

    private final MongoCollection<Document> generations;

    public Generations(MongoDatabase database) {
        generations = database.getCollection(Collections.GENERATIONS);
    }

    /**
     * @param owner whose library
     * @return its generation
     * @throws com.mongodb.MongoException if MongoDB does not answer
     */
    public String of(String owner) {
        Document found = generations.find(eq("_id", owner)).first();
        return found == null ? first(owner) : found.getString("value");
    }

    /** New each time, so that a database that begins anew is not answered for with what was cached of the one before. */
    private String first(String owner) {
        return generations
                .findOneAndUpdate(
                        eq("_id", owner),
                        setOnInsert("value", UUID.randomUUID().toString()),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER))
                .getString("value");
    }

    /**
     * Makes everything that is cached of the owner's invalid. To be called when the write is done, and before it is
     * acknowledged.
     *
     * @throws com.mongodb.MongoException if MongoDB does not answer
     */
    public void renew(String owner) {
        generations.updateOne(
                eq("_id", owner), set("value", UUID.randomUUID().toString()), new UpdateOptions().upsert(true));
    }
}
