package pixpro.mongodb;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import pixpro.local.SharedLocalStack;

/** A database of its own, with all indexes, on the local stack's MongoDB server; gone when closed. */
public final class TestDatabase implements AutoCloseable {

    private static final String URI = "pixpro.mongodb.uri";

    private final MongoClient client;
    private final MongoDatabase database;

    public TestDatabase() {
        String given = System.getProperty(URI);
        client = MongoClients.create(
                given == null ? SharedLocalStack.properties().get(URI) : given);
        database = client.getDatabase("it-" + UUID.randomUUID());
        IndexBuilder.build(database);
    }

    public MongoClient client() {
        return client;
    }

    public MongoDatabase database() {
        return database;
    }

    /** Does the writes as {@code operation=bulkWrite} does: in order. */
    public void write(String collection, List<WriteModel<Document>> writes) {
        database.getCollection(collection).bulkWrite(writes);
    }

    /** @return all documents, by id */
    public List<Document> all(String collection) {
        return database.getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    @Override
    public void close() {
        database.drop();
        client.close();
    }
}
