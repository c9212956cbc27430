package pixpro.local;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** A server of MongoDB's protocol: mongo-java-server on H2's store. */
final class MongoNeighbour implements Neighbour {

    private static final String SOFTWARE = "de.bwaldvogel:mongo-java-server-h2-backend:1.47.0";
    /** Says why, should the server not start. */
    private static final String LOGGING = "org.slf4j:slf4j-simple:2.0.17";

    private static final String URI = "pixpro.mongodb.uri";
    private static final String DATABASE = "pixpro.mongodb.database";
    private static final int TIMEOUT_MS = 2_000;

    @Override
    public String name() {
        return "mongodb";
    }

    @Override
    public int usualPort() {
        return 27017;
    }

    @Override
    public List<String> givenBy() {
        return List.of(URI);
    }

    @Override
    public Map<String, String> properties(int port) {
        return Map.of(URI, "mongodb://localhost:" + port, DATABASE, "pixpro");
    }

    @Override
    public String url(Properties properties) {
        // a given URI may carry a password
        return properties.get(URI).replaceFirst("//[^@/]*@", "//***@");
    }

    @Override
    public Launch prepare(Site site, int port) throws URISyntaxException {
        List<Path> classPath = new ArrayList<>(site.artifacts().classPath(SOFTWARE, LOGGING));
        classPath.add(Path.of(DurableMongoServer.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
        Path file = site.folders().data(name()).resolve("mongodb.mv");
        return Launch.java(
                List.of("-Xms48m", "-Xmx320m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"),
                Launch.classPath(classPath),
                DurableMongoServer.class.getName(),
                List.of(Integer.toString(port), file.toString()));
    }

    @Override
    public void check(Properties properties) {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(properties.get(URI)))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(TIMEOUT_MS, TimeUnit.MILLISECONDS))
                .build();
        try (MongoClient client = MongoClients.create(settings)) {
            client.getDatabase(properties.get(DATABASE)).runCommand(new Document("ping", 1));
        }
    }
}
