package pixpro.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one client that routes ({@code mongodb:mongoClient}) and queries share; Spring Boot's own stands back for it. */
@Configuration(proxyBeanMethods = false)
class MongoConfiguration {

    /** Long enough for an election, short enough for a person who waits for a page. */
    private static final Duration SERVER_SELECTION = Duration.ofSeconds(2);

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** A server that has taken a question and says nothing is treated as gone after this. */
    private static final Duration READ = Duration.ofSeconds(10);

    @Bean(destroyMethod = "close")
    MongoClient mongoClient(MongoSettings settings) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(settings.uri()))
                .applicationName("pixpro")
                .applyToClusterSettings(
                        cluster -> cluster.serverSelectionTimeout(SERVER_SELECTION.toMillis(), TimeUnit.MILLISECONDS))
                .applyToSocketSettings(socket -> socket.connectTimeout((int) CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                        .readTimeout((int) READ.toMillis(), TimeUnit.MILLISECONDS))
                .build());
    }

    @Bean
    MongoDatabase mongoDatabase(MongoClient client, MongoSettings settings) {
        return client.getDatabase(settings.database());
    }
}
