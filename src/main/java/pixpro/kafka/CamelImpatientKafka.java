package pixpro.kafka;

import java.time.Duration;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * The client of every {@code kafka:} consumer that names none of its own. It owes what it could not commit, and makes a
 * quick end. From the moment PixPro is told to end it hands out nothing more: a record that is given up then must not be
 * passed by the commit of the next one. And it closes within a moment, whether Kafka is there or not: consumers are closed
 * one after another, and each would wait half a minute for a broker that is away.
 */
public class CamelImpatientKafka extends DefaultKafkaClientFactory {

    /** To say goodbye, so that the others need not wait until the member is missed. */
    static final Duration GOODBYE = Duration.ofMillis(500);

    private final BooleanSupplier closing;

    /** @param closing whether PixPro has been told to end */
    public CamelImpatientKafka(BooleanSupplier closing) {
        this.closing = closing;
    }

    @Override
    @SuppressWarnings("rawtypes") // as the factory is declared
    public Consumer getConsumer(Properties properties) {
        return new RecommittingConsumer<Object, Object>(properties) {
            @Override
            public ConsumerRecords<Object, Object> poll(Duration timeout) {
                if (closing.getAsBoolean()) {
                    // still a member, and still asked: what is done meanwhile can be committed
                    pause(assignment());
                }
                return super.poll(timeout);
            }

            @Override
            public void close() {
                close(GOODBYE);
            }
        };
    }
}
