package pixpro.process;

import java.io.IOException;

/** A backend is not asked now: it is down, failed too often lately, or PixPro stops. The job waits; that is no failed try. */
public class BackendAwayException extends IOException {

    /** @param why for the log */
    public BackendAwayException(String why) {
        super(why);
    }
}
