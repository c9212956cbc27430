package faults;

import static com.mongodb.client.model.Filters.eq;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import pixpro.aggregate.DirtyMinutes;
import pixpro.event.ImageEvent;
import pixpro.event.ImageFailed;
import pixpro.event.ImageProcessed;
import pixpro.event.ImageQueued;
import pixpro.kafka.CamelUnorderedKafka;
import pixpro.kafka.UnorderedConsumer;
import pixpro.process.Steps;
import pixpro.project.JobProjection;
import pixpro.storage.ObjectKeys;
import pixpro.storage.ObjectStorage;

/**
 * Puts one mistake into a PixPro that is started with this class among its Spring sources. Routes find their steps by
 * name, so a step is replaced by another of its name.
 */
class Planting {

    /** Property: the name of the {@link PlantedBug}. */
    static final String BUG = "faults.bug";

    private static final int WINDOW = 64;

    @Bean
    static BeanPostProcessor plantedBug(Environment environment, BeanFactory beans) {
        PlantedBug bug = environment.getRequiredProperty(BUG, PlantedBug.class);
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bug) {
                    case COMMIT_BEFORE_PUBLISH -> name.equals("unorderedKafka") ? new CommitsWhatIsTaken() : bean;
                    case UNGUARDED_PROJECTION ->
                        name.equals("jobProjection")
                                ? new UnguardedProjection(beans.getBean(ObjectMapper.class))
                                : bean;
                    case COUNTED_KPIS ->
                        switch (name) {
                            case "dirtyMinutes" -> new CountedMinutes();
                            case "minuteRollups" -> new NoRollups();
                            default -> bean;
                        };
                    case NO_DEADLINE ->
                        name.equals("callLimits")
                                ? (HttpClientConfigurer) client -> client.disableAutomaticRetries()
                                : bean;
                    case DELETED_RESULT ->
                        name.equals("steps") ? new DeletesResults(beans.getBean(ObjectStorage.class)) : bean;
                    case ANSWER_BEFORE_ACKNOWLEDGEMENT -> bean;
                };
            }
        };
    }

    @Bean
    CamelContextConfiguration plantedRoute(Environment environment) {
        PlantedBug bug = environment.getRequiredProperty(BUG, PlantedBug.class);
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                // the routes are not there yet
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {
                if (bug == PlantedBug.ANSWER_BEFORE_ACKNOWLEDGEMENT) {
                    announceBehindTheAnswer(camel);
                }
            }
        };
    }

    private static void announceBehindTheAnswer(CamelContext camel) {
        try {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("seda:planted").routeId("planted-announce").to("kafka:image-process");
                }
            });
            AdviceWith.adviceWith(camel, "ingest-announce-image", route -> route.weaveByToUri("kafka:*")
                    .replace()
                    .to("seda:planted?waitForTaskToComplete=Never"));
        } catch (Exception e) {
            throw new IllegalStateException("the bug cannot be planted", e);
        }
    }

    private static final class CommitsWhatIsTaken extends CamelUnorderedKafka {

        CommitsWhatIsTaken() {
            super(WINDOW, () -> false);
        }

        @Override
        @SuppressWarnings("rawtypes") // as the factory is declared
        public Consumer getConsumer(Properties properties) {
            return new UnorderedConsumer<Object, Object>(properties, WINDOW) {
                @Override
                public ConsumerRecords<Object, Object> poll(java.time.Duration timeout) {
                    ConsumerRecords<Object, Object> polled = super.poll(timeout);
                    polled.forEach(each -> lease(new TopicPartition(each.topic(), each.partition()), each.offset())
                            .done());
                    return polled;
                }
            };
        }
    }

    private static final class UnguardedProjection extends JobProjection {

        UnguardedProjection(ObjectMapper json) {
            super(json);
        }

        @Override
        public List<WriteModel<Document>> writes(ImageEvent event) {
            List<WriteModel<Document>> writes = new ArrayList<>(super.writes(event));
            if (event instanceof ImageQueued) {
                writes.add(new UpdateOneModel<>(
                        eq("_id", event.job().id()), new Document("$set", new Document("status", "queued"))));
            }
            return writes;
        }
    }

    /** What {@code kpi_minutes} holds, counted up in place, all effects as one. */
    static final class CountedMinutes {

        /** As {@link DirtyMinutes#marks} is called. */
        public List<WriteModel<Document>> marks(ImageEvent event) {
            String what = event instanceof ImageProcessed
                    ? "processed"
                    : event instanceof ImageFailed ? "failed" : "received";
            String minute = DirtyMinutes.key(event.at());
            Document none = new Document("effect", Workload.EFFECT)
                    .append("received", 0L)
                    .append("processed", 0L)
                    .append("failed", 0L);
            return List.of(
                    new UpdateOneModel<>(
                            eq("_id", minute),
                            new Document(
                                    "$setOnInsert",
                                    new Document("stored", 0L)
                                            .append("dirty", false)
                                            .append("effects", List.of(none))),
                            new UpdateOptions().upsert(true)),
                    new UpdateOneModel<>(
                            eq("_id", minute), new Document("$inc", new Document("effects.0." + what, 1L))));
        }
    }

    /** Nothing to recompute. */
    static final class NoRollups {

        /** As the timer calls it. */
        public void recompute() {
            // what is counted up needs none
        }
    }

    private static final class DeletesResults extends Steps {

        private final ObjectStorage storage;
        private final Set<String> ended = ConcurrentHashMap.newKeySet();

        DeletesResults(ObjectStorage storage) {
            super(storage);
            this.storage = storage;
        }

        @Override
        public void cleanUp(ImageEvent event) {
            super.cleanUp(event);
            if (event instanceof ImageProcessed && !ended.add(event.job().id())) {
                try {
                    storage.delete(
                            ObjectKeys.result(event.image().id(), event.job().id()));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
