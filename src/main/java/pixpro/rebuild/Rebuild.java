package pixpro.rebuild;

import com.mongodb.client.MongoDatabase;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.mongodb.IndexBuilder;

/**
 * Drops what is derived and sets back who derives it. In this order, so that whatever dies in between leaves a group that
 * reads everything again: over what was not dropped yet, that changes nothing.
 */
class Rebuild {

    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);

    private final Groups groups;
    private final MongoDatabase database;

    Rebuild(Groups groups, MongoDatabase database) {
        this.groups = groups;
        this.database = database;
    }

    /**
     * @param models what to derive anew
     * @throws RebuildRefusedException if an instance still runs that writes one of them
     */
    void run(Set<ReadModel> models) throws RebuildRefusedException, InterruptedException {
        // all of them before the first is touched
        for (ReadModel model : models) {
            groups.awaitEmpty(model.group());
        }
        for (ReadModel model : models) {
            groups.toTheBeginning(model.group());
            for (String collection : model.collections()) {
                database.getCollection(collection).drop();
                LOG.info("rebuild_dropped collection={}", collection);
            }
            // an instance that came in between has read records whose documents are gone now
            groups.toTheBeginning(model.group());
            LOG.info("rebuild_prepared model={} group={}", model, model.group());
        }
        IndexBuilder.build(database);
    }
}
