package pixpro.http;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Whose tokens hold ({@code pixpro.keycloak.*}).
 *
 * @param serverUrl where PixPro reaches Keycloak
 * @param realm the realm
 * @param issuer what tokens name as {@code iss}: the realm's address as browsers see it
 * @param audience what tokens must name in {@code aud}
 */
@Validated
@ConfigurationProperties("pixpro.keycloak")
public record KeycloakSettings(
        @NotNull URI serverUrl,
        @NotBlank String realm,
        @NotBlank String issuer,
        @NotBlank String audience) {}
