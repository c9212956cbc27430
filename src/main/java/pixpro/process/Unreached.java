package pixpro.process;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Failures before a backend had taken anything in: they say nothing about the job. */
public final class Unreached {

    private Unreached() {}

    /**
     * @param failure of a call, or null
     * @return whether no connection was made
     */
    public static boolean is(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof ConnectTimeoutException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException;
    }
}
