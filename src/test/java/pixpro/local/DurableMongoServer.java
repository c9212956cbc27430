package pixpro.local;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreTool;

/** The main class of the MongoDB neighbour's own JVM: a write is answered only after it is in the file. */
public final class DurableMongoServer {

    /** Old versions of a page must survive a moment only: nobody reads the file but this server. */
    private static final int RETENTION_MS = 1_000;

    private DurableMongoServer() {}

    /** @param args port, file */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[0]);
        Path file = Path.of(args[1]);
        if (Files.exists(file)) {
            // each commit adds some 30 KB; what a long run left behind goes here
            MVStoreTool.compact(file.toString(), false);
        }
        MVStore store = new MVStore.Builder().fileName(file.toString()).open();
        store.setRetentionTime(RETENTION_MS);
        MongoServer server = new MongoServer(new CommittingBackend(store));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "mongo-shutdown"));
        server.bind("127.0.0.1", port);
    }

    /** As it comes, the backend commits once a second: a kill would lose writes that clients believe in. */
    private static final class CommittingBackend extends H2Backend {

        CommittingBackend(MVStore store) {
            super(store);
        }

        @Override
        public Document handleMessage(MongoMessage message) {
            Document answer = super.handleMessage(message);
            if (getMvStore().hasUnsavedChanges()) {
                commit();
            }
            return answer;
        }
    }
}
