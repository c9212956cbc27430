package pixpro.failure;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.bson.BsonDocument;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import pixpro.event.UnreadableEventException;
import pixpro.process.BackendAwayException;
import pixpro.process.BackendException;
import pixpro.process.CapacityException;
import pixpro.process.JobFailedException;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.StorageException;

class FaultTest {

    private static final IOException INNER = new ConnectException("refused");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(INNER, Fault.NOT_NOW),
                Arguments.of(new SocketTimeoutException("silent"), Fault.NETWORK),
                Arguments.of(new BackendAwayException("breaker"), Fault.NOT_NOW),
                Arguments.of(new BackendException("vision", "503", INNER), Fault.NETWORK),
                Arguments.of(new IllegalStateException("wrapped", INNER), Fault.NOT_NOW),
                Arguments.of(new CapacityException("ollama", null), Fault.NOT_NOW),
                Arguments.of(new StorageException("down", INNER), Fault.NEIGHBOUR),
                Arguments.of(new TimeoutException("no acknowledgement"), Fault.NEIGHBOUR),
                Arguments.of(new NotEnoughReplicasException("one is down"), Fault.NEIGHBOUR),
                Arguments.of(new MongoTimeoutException("no server"), Fault.NEIGHBOUR),
                Arguments.of(new MongoSocketReadTimeoutException("slow", new ServerAddress(), INNER), Fault.NEIGHBOUR),
                Arguments.of(new JobFailedException("malformed-answer", "No.", INNER), Fault.JOB),
                Arguments.of(new IllegalStateException("wrapped", new JobFailedException("a", "No.")), Fault.JOB),
                Arguments.of(new UnreadableEventException("not JSON", INNER), Fault.RECORD),
                Arguments.of(new NoSuchObjectException("images/1", INNER), Fault.OWN),
                Arguments.of(new NullPointerException(), Fault.OWN),
                Arguments.of(new RecordTooLargeException("2 MB"), Fault.OWN),
                Arguments.of(
                        new MongoWriteException(
                                new WriteError(11000, "duplicate", new BsonDocument()), new ServerAddress(), List.of()),
                        Fault.OWN));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void blamesWhoKnowsBestWhatWentWrong(Exception failure, Fault fault) {
        assertThat(Fault.of(failure)).isEqualTo(fault);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        assertThat(Stream.of(Fault.values()).filter(each -> each.matches(exchange)))
                .containsExactly(fault);
    }
}
