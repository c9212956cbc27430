package pixpro.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pixpro.event.UnreadableEventException;
import pixpro.process.BackendException;
import pixpro.process.JobFailedException;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.StorageException;

class RetryableTest {

    static List<Exception> whatMayPass() {
        return List.of(
                new ConnectException("refused"),
                new StorageException("down", null),
                new BackendException("vision", "503", null),
                new TimeoutException("no acknowledgement"),
                new NotEnoughReplicasException("one is down"),
                new MongoTimeoutException("no server"),
                new MongoSocketReadTimeoutException("slow", new ServerAddress(), new IOException()),
                new IllegalStateException("wrapped", new IOException("inside")));
    }

    static List<Exception> whatStays() {
        return List.of(
                new IllegalStateException("a bug"),
                new NullPointerException(),
                new JobFailedException("malformed-answer", "No."),
                new UnreadableEventException("no"),
                new NoSuchObjectException("images/1", null),
                new StorageException("asked for what is not there", new NoSuchObjectException("images/1", null)),
                new RecordTooLargeException("2 MB"),
                new MongoWriteException(
                        new WriteError(11000, "duplicate", new BsonDocument()), new ServerAddress(), List.of()));
    }

    @ParameterizedTest
    @MethodSource("whatMayPass")
    void worthAnotherTry(Exception failure) {
        assertThat(Retryable.mayPass(failure)).isTrue();
        assertThat(new Retryable().matches(exchangeWith(failure))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("whatStays")
    void notWorthAnotherTry(Exception failure) {
        assertThat(Retryable.mayPass(failure)).isFalse();
        assertThat(new Retryable().matches(exchangeWith(failure))).isFalse();
    }

    private static Exchange exchangeWith(Exception failure) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return exchange;
    }
}
