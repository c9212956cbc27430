package pixpro.notify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/** What clients may say over Socket.IO: it concerns nobody but themselves. */
@Component("clientEvents")
public class ClientEvents {

    /** Comes back as it is: shows what gets through, and how long that takes. */
    public static final String ECHO = "echo";

    private static final String TOKEN = "token";

    /**
     * @param event its name
     * @param arguments what came with it
     * @return what goes into the acknowledgement
     * @throws ProblemException 404 for any other event: clients neither tell each other anything nor join rooms
     */
    public List<?> answer(String event, List<?> arguments) {
        if (!ECHO.equals(event)) {
            throw new ProblemException(Problem.notFound("There is no event of this name that a client may send."));
        }
        return arguments;
    }

    /**
     * @param arguments of a login: an object with the token
     * @return the token
     * @throws ProblemException 400 if there is none
     */
    public String token(List<?> arguments) {
        if (!arguments.isEmpty()
                && arguments.get(0) instanceof Map<?, ?> map
                && map.get(TOKEN) instanceof String token) {
            return token;
        }
        throw new ProblemException(Problem.badRequest("A login needs an object with a token."));
    }

    /**
     * @param expiresAt when a new login ends
     * @return what goes into its acknowledgement
     */
    public List<?> renewed(Instant expiresAt) {
        return List.of(Map.of("expiresAt", expiresAt.toString()));
    }
}
