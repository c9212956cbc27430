package pixpro.notify;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The account by which Keycloak is asked whether those who are logged in still may be ({@code pixpro.keycloak.watch.*}).
 *
 * @param clientId a client with a service account that has the roles view-users and view-events of realm-management
 * @param clientSecret its secret; without one nobody is asked, and sockets stay until their logins end
 */
@ConfigurationProperties("pixpro.keycloak.watch")
public record RightsSettings(
        @DefaultValue("pixpro-watch") String clientId,
        @DefaultValue("") String clientSecret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "RightsSettings[clientId=" + clientId + "]";
    }
}
