package pixpro.failure;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.kafka.common.errors.RetriableException;
import pixpro.event.UnreadableEventException;
import pixpro.process.BackendAwayException;
import pixpro.process.CapacityException;
import pixpro.process.JobFailedException;
import pixpro.process.Unreached;
import pixpro.storage.NoSuchObjectException;
import pixpro.storage.StorageException;

/**
 * Whose fault a failure is: the one predicate behind all failure policies. Read from the outside in, because what
 * caught a failure knows best what it means: an answer that is no JSON is the model's fault, whatever the parser threw.
 * (Camel itself would match the innermost cause first.)
 */
public enum Fault implements Predicate {

    /** A record that nobody can read, however often it is tried. */
    RECORD,

    /** A job that cannot succeed, however often it is tried. */
    JOB,

    /** A neighbour that PixPro cannot do without (object storage, Kafka, MongoDB, Redis): wait for it. */
    NEIGHBOUR,

    /** A backend that is away, or has no room: the job waits for it, and that is no failed try. */
    NOT_NOW,

    /** The network or a backend: worth some tries. */
    NETWORK,

    /** PixPro's own. */
    OWN;

    /**
     * @param failure what a step failed with
     * @return whose fault it is
     */
    public static Fault of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableEventException) {
                return RECORD;
            }
            if (cause instanceof JobFailedException) {
                return JOB;
            }
            if (cause instanceof NoSuchObjectException || cause instanceof MongoWriteException) {
                return OWN;
            }
            if (cause instanceof StorageException
                    || cause instanceof MongoException
                    || cause instanceof RetriableException) {
                return NEIGHBOUR;
            }
            if (cause instanceof CapacityException || cause instanceof BackendAwayException || Unreached.is(cause)) {
                return NOT_NOW;
            }
            if (cause instanceof IOException) {
                return NETWORK;
            }
        }
        return OWN;
    }

    /** True when the exchange failed by this fault. */
    @Override
    public boolean matches(Exchange exchange) {
        return of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)) == this;
    }
}
