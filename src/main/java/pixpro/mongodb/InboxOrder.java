package pixpro.mongodb;

import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The unique index on which the inbox's order rests: see {@code pixpro.notify.Inbox}. It is no mere matter of speed, so it
 * has to be there before the first notification is.
 */
public final class InboxOrder {

    static final Bson KEYS = ascending("owner", "seq");
    static final IndexOptions OPTIONS = new IndexOptions().unique(true);

    private static final Logger LOG = LoggerFactory.getLogger(InboxOrder.class);

    private InboxOrder() {}

    /**
     * Builds it, if it is not there.
     *
     * @param database has the inbox
     * @throws com.mongodb.MongoException if MongoDB does not answer
     */
    public static void enforce(MongoDatabase database) {
        try {
            database.getCollection(Collections.NOTIFICATIONS).createIndex(KEYS, OPTIONS);
        } catch (MongoCommandException e) {
            if (ErrorCategory.fromErrorCode(e.getErrorCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // an inbox that is out of order already is no reason to tell nobody anything any more
            LOG.error("inbox_out_of_order cause={}", e.getErrorMessage());
        }
    }
}
