package pixpro.mongodb;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** What a person is told when MongoDB does not answer. */
public final class Answering {

    private static final Logger LOG = LoggerFactory.getLogger(Answering.class);

    private Answering() {}

    /**
     * @param what the thing asked for, as the subject of a sentence: "The library"
     * @param query asks MongoDB
     * @return the query's answer
     * @throws ProblemException 503 if MongoDB does not answer
     */
    public static <T> T orUnavailable(String what, Supplier<T> query) {
        try {
            return query.get();
        } catch (MongoInterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.unavailable(what + " is shutting down; please try again."), e);
        } catch (MongoException e) {
            LOG.warn("MongoDB does not answer asked={} reason={}", what, e.getMessage());
            throw new ProblemException(
                    Problem.unavailable(what + " cannot be read at the moment; please try again in a few seconds."), e);
        }
    }
}
