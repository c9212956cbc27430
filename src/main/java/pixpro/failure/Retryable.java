package pixpro.failure;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.stereotype.Component;
import pixpro.storage.NoSuchObjectException;

/** True for a failure that is a neighbour's and may pass: the network, a server that is down or overloaded. */
@Component("retryable")
public class Retryable implements Predicate {

    @Override
    public boolean matches(Exchange exchange) {
        return mayPass(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }

    /**
     * @param failure what a step failed with
     * @return whether the same step may succeed later
     */
    public static boolean mayPass(Throwable failure) {
        if (ObjectHelper.getException(NoSuchObjectException.class, failure) != null
                || ObjectHelper.getException(MongoWriteException.class, failure) != null) {
            return false;
        }
        return ObjectHelper.getException(IOException.class, failure) != null
                || ObjectHelper.getException(MongoException.class, failure) != null
                || ObjectHelper.getException(RetriableException.class, failure) != null
                || ObjectHelper.getException(TimeoutException.class, failure) != null;
    }
}
