package pixpro.library;

import java.util.List;
import org.springframework.stereotype.Component;
import pixpro.http.Caller;

/** Who am I: what the caller's token says, as PixPro understood it. */
@Component("profile")
public class Profile {

    /** @return the caller, roles in alphabetical order */
    public Me of(Caller caller) {
        return new Me(
                caller.id(), caller.username(), caller.roles().stream().sorted().toList());
    }

    /**
     * @param sub owner of what this person uploads
     * @param username for showing
     * @param roles realm roles
     */
    public record Me(String sub, String username, List<String> roles) {}
}
