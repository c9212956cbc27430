package pixpro.http;

import org.apache.camel.component.keycloak.security.KeycloakSecurityPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.multipart.MultipartResolver;

/** Wires the door to HTTP. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

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
