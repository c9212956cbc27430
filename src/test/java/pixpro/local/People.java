package pixpro.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Who is logged in. A token is renewed long before it expires, and kept as long as Keycloak does not give another. */
public final class People {

    /** Of five minutes: Keycloak may be away for the rest. */
    private static final Duration FRESH = Duration.ofSeconds(90);

    private final UnaryOperator<String> login;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /** @param login gives a token for a name */
    public People(UnaryOperator<String> login) {
        this.login = login;
    }

    /**
     * @param person by name
     * @return a token, if need be an old one
     * @throws RuntimeException what {@code login} threw, if there is none at all
     */
    public String token(String person) {
        return tokens.compute(person, (name, known) -> {
                    if (known != null && known.since().plus(FRESH).isAfter(Instant.now())) {
                        return known;
                    }
                    try {
                        return new Token(login.apply(name), Instant.now());
                    } catch (RuntimeException e) {
                        if (known == null) {
                            throw e;
                        }
                        return known;
                    }
                })
                .text();
    }

    private record Token(String text, Instant since) {}
}
