package pixpro.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the real Keycloak makes of keycloak/pixpro-realm.json and its overlay. */
class RealmIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHALLENGE =
            "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";

    @ParameterizedTest
    @CsvSource({"ada, user", "bob, user", "otto, operator", "root, user operator admin"})
    void givesEachPersonTheirRolesInATokenForTheApi(String person, String roles) throws IOException {
        JsonNode token = claims(Tokens.of(person));

        assertThat(token.at("/realm_access/roles"))
                .extracting(JsonNode::asText)
                .filteredOn(role -> role.matches("user|operator|admin"))
                .containsExactlyInAnyOrder(roles.split(" "));
        assertThat(token.get("aud")).extracting(JsonNode::asText).contains("pixpro-api");
        assertThat(token.get("azp").asText()).isEqualTo("pixpro-dev");
        assertThat(token.get("iss").asText()).isEqualTo(SharedLocalStack.property("pixpro.keycloak.issuer"));
        assertThat(token.get("sub").asText()).isNotBlank();
        assertThat(token.get("exp").asLong() - token.get("iat").asLong()).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({"pixpro-web", "admin-cli", "account-console"})
    void takesPasswordsOnlyOnTheLoginPageAndFromTheDevelopmentClient(String client) {
        assertThatThrownBy(() -> Tokens.of("ada", "ada", client)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void offersRegistrationAndPasswordRecoveryOnTheLoginPage() throws Exception {
        HttpResponse<String> page = login("http%3A%2F%2Flocalhost%3A8080%2F", CHALLENGE);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("login-actions/registration?", "login-actions/reset-credentials?");
    }

    @Test
    void refusesTheWebClientWithoutPkce() throws Exception {
        HttpResponse<String> refusal = login("http%3A%2F%2Flocalhost%3A8080%2F", "");

        assertThat(refusal.statusCode()).isEqualTo(302);
        assertThat(refusal.headers().firstValue("Location").orElseThrow()).contains("code_challenge_method");
    }

    @Test
    void sendsNobodyToAForeignSite() throws Exception {
        HttpResponse<String> refusal = login("https%3A%2F%2Fevil.example%2F", CHALLENGE);

        assertThat(refusal.statusCode()).isEqualTo(400);
    }

    private static HttpResponse<String> login(String redirectUri, String challenge) throws Exception {
        String url = SharedLocalStack.property("pixpro.keycloak.issuer")
                + "/protocol/openid-connect/auth?client_id=pixpro-web&response_type=code&scope=openid&redirect_uri="
                + redirectUri + challenge;
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode claims(String token) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }
}
