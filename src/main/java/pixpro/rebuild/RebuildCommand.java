package pixpro.rebuild;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import pixpro.kafka.KafkaSettings;
import pixpro.mongodb.MongoSettings;

/**
 * {@code --pixpro.rebuild=library,kpis}: PixPro does this and ends. It starts no route and joins no group, so that a
 * property that somebody leaves set cannot make every restart a rebuild unnoticed.
 */
// no component: PixPro itself must not find it
@ComponentScan("pixpro.mongodb")
@EnableConfigurationProperties({MongoSettings.class, KafkaSettings.class})
public class RebuildCommand {

    private static final String PROPERTY = "pixpro.rebuild";
    private static final Logger LOG = LoggerFactory.getLogger(RebuildCommand.class);

    /** Longer than the session of a consumer that was killed. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * @param args the command line
     * @return whether a rebuild is asked for, there, as a system property or in the environment
     */
    public static boolean isAskedFor(String... args) {
        return !asked(args).isBlank();
    }

    /**
     * @param args the command line
     * @return exit code: 0 if the read models are dropped and will be derived anew, 1 if not
     */
    public static int run(String... args) {
        try {
            Set<ReadModel> models = parse(asked(args));
            try (ConfigurableApplicationContext context = new SpringApplicationBuilder(RebuildCommand.class)
                            .web(WebApplicationType.NONE)
                            .run(args);
                    Admin kafka = Admin.create(Map.of(
                            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                            context.getBean(KafkaSettings.class).brokers()))) {
                new Rebuild(new Groups(kafka, PATIENCE), context.getBean(MongoDatabase.class)).run(models);
            }
            LOG.info("rebuild_prepared models={}: start PixPro as usual, and it derives them from the topics", models);
            return 0;
        } catch (RebuildRefusedException e) {
            LOG.error("rebuild_refused reason={}", e.getMessage());
        } catch (MongoException e) {
            LOG.error("rebuild_failed: run it again. reason={}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("rebuild_interrupted: run it again");
        }
        return 1;
    }

    static Set<ReadModel> parse(String text) throws RebuildRefusedException {
        Set<ReadModel> models = EnumSet.noneOf(ReadModel.class);
        for (String name : text.split(",")) {
            try {
                models.add(ReadModel.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new RebuildRefusedException(
                        "What can be rebuilt is library and kpis, not “" + name.strip() + "”", e);
            }
        }
        return models;
    }

    private static String asked(String... args) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        return environment.getProperty(PROPERTY, "");
    }
}
