package pixpro.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.health.Neighbours;
import pixpro.health.Probe;

/** The one client that routes ({@code mongodb:mongoClient}) and queries share; Spring Boot's own stands back for it. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    /**
     * A person who waits for a page is told to try again, and does not hold a thread meanwhile; whoever reads a topic tries
     * again by itself.
     */
    private static final Duration SERVER_SELECTION = Duration.ofMillis(500);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** A server that has taken a question and says nothing is treated as gone after this. */
    private static final Duration READ = Duration.ofSeconds(10);

    /** Found out by the driver itself, which then ends the calls that hang. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(1);

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(MongoSettings settings) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(settings.uri()))
                .applicationName("pixpro")
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToServerSettings(server -> server.heartbeatFrequency(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout((int) CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout((int) READ.toMillis(), TimeUnit.MILLISECONDS))
                .build());
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client, MongoSettings settings) {
        return client.getDatabase(settings.database());
    }

    @Bean
    Probe mongoProbe(MongoDatabase database) {
        MongoDatabase impatient = database.withTimeout(PROBE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        Document ping = new Document("ping", 1);
        return new Probe(Neighbours.MONGODB, ASK_EVERY, () -> impatient.runCommand(ping));
    }
}
