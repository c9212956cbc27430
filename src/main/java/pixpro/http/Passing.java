package pixpro.http;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** An answer that may be outdated before anybody writes, so that it is not to be kept for long. */
public interface Passing {

    /** Exchange property that is true if the answer was one. */
    String PROPERTY = "pixproPassing";

    /** @return whether it will change by itself */
    @JsonIgnore
    boolean passes();
}
