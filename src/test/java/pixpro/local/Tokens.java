package pixpro.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Access tokens of the development realm's people. */
public final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLIENT = "pixpro-dev";
    private static final String ISSUER = "pixpro.keycloak.issuer";

    private Tokens() {}

    /**
     * @param person one of ada, bob, otto, root (the password equals the name)
     * @return a fresh access token of the client {@code pixpro-dev}, good for five minutes
     */
    public static String of(String person) {
        return of(person, person, CLIENT);
    }

    /** @return an access token by the password grant of this client, if it allows one */
    public static String of(String person, String password, String client) {
        return of(person, password, client, SharedLocalStack.property(ISSUER));
    }

    /** @return a login of {@code pixpro-dev} that can be ended */
    public static Grant grant(String person) {
        JsonNode answer = answer(person, person, CLIENT, SharedLocalStack.property(ISSUER));
        return new Grant(
                answer.required("access_token").asText(),
                answer.required("refresh_token").asText());
    }

    /** Ends a login, as its owner does. */
    public static void logOut(Grant grant) throws IOException, InterruptedException {
        Http.expectOk(
                SharedLocalStack.property(ISSUER) + "/protocol/openid-connect/logout",
                "client_id=" + CLIENT + "&refresh_token=" + encoded(grant.refresh()));
    }

    /**
     * A login.
     *
     * @param access token
     * @param refresh token
     */
    public record Grant(String access, String refresh) {}

    /** @return an access token by the password grant of this client, if it allows one, of the realm of this issuer */
    static String of(String person, String password, String client, String issuer) {
        return answer(person, password, client, issuer).required("access_token").asText();
    }

    private static JsonNode answer(String person, String password, String client, String issuer) {
        String form = "grant_type=password&client_id=%s&username=%s&password=%s"
                .formatted(encoded(client), encoded(person), encoded(password));
        try {
            return JSON.readTree(Http.expectOk(issuer + "/protocol/openid-connect/token", form));
        } catch (IOException e) {
            throw new UncheckedIOException("No token for " + person + " by " + client + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
