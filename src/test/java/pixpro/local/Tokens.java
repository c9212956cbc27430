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

    private Tokens() {}

    /**
     * @param person one of ada, bob, otto, root (the password equals the name)
     * @return a fresh access token of the client {@code pixpro-dev}, good for five minutes
     */
    public static String of(String person) {
        return of(person, person, "pixpro-dev");
    }

    /** @return an access token by the password grant of this client, if it allows one */
    static String of(String person, String password, String client) {
        return of(person, password, client, SharedLocalStack.property("pixpro.keycloak.issuer"));
    }

    /** @return an access token by the password grant of this client, if it allows one, of the realm of this issuer */
    static String of(String person, String password, String client, String issuer) {
        String form = "grant_type=password&client_id=%s&username=%s&password=%s"
                .formatted(encoded(client), encoded(person), encoded(password));
        try {
            String answer = Http.expectOk(issuer + "/protocol/openid-connect/token", form);
            JsonNode token = JSON.readTree(answer);
            return token.required("access_token").asText();
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
