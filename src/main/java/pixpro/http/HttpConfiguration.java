package pixpro.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.camel.component.keycloak.security.KeycloakSecurityPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;
import pixpro.health.Neighbours;
import pixpro.health.Probe;

/** Wires the door to HTTP. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration PROBE_PATIENCE = Duration.ofSeconds(2);

    @Bean
    WashedHeaders washedHeaders() {
        return new WashedHeaders();
    }

    @Bean
    MultipartResolver multipartResolver() {
        return new UnreadMultipart();
    }

    @Bean
    KeycloakSecurityPolicy userPolicy(KeycloakSettings keycloak) {
        return policy(keycloak, "user");
    }

    @Bean
    KeycloakSecurityPolicy operatorPolicy(KeycloakSettings keycloak) {
        return policy(keycloak, "operator");
    }

    @Bean
    KeycloakSecurityPolicy adminPolicy(KeycloakSettings keycloak) {
        return policy(keycloak, "admin");
    }

    /** Asks for what logins are checked with. */
    @Bean
    Probe keycloakProbe(KeycloakSettings keycloak) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PROBE_PATIENCE)
                .build();
        URI keys = URI.create(
                "%s/realms/%s/protocol/openid-connect/certs".formatted(keycloak.serverUrl(), keycloak.realm()));
        HttpRequest request =
                HttpRequest.newBuilder(keys).timeout(PROBE_PATIENCE).build();
        return new Probe(Neighbours.KEYCLOAK, ASK_EVERY, () -> {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("status " + status);
            }
        });
    }

    private static KeycloakSecurityPolicy policy(KeycloakSettings keycloak, String role) {
        KeycloakSecurityPolicy policy = new KeycloakSecurityPolicy();
        policy.setServerUrl(keycloak.serverUrl().toString());
        policy.setRealm(keycloak.realm());
        policy.setIssuer(keycloak.issuer());
        policy.setExpectedAudience(keycloak.audience());
        policy.setRequiredRoles(role);
        return policy;
    }
}
