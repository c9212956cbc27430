package pixpro.notify;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import pixpro.http.KeycloakSettings;

/** Wires the watch over the rights of those who have sockets. */
@Configuration(proxyBeanMethods = false)
class RightsConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(RightsConfiguration.class);

    @Bean
    RightsWatch rightsWatch(Rooms rooms, KeycloakSettings keycloak, RightsSettings account) {
        if (account.clientSecret().isEmpty()) {
            LOG.warn("nobody watches rights: sockets of people who are logged out, disabled or stripped of a role stay"
                    + " until their logins end; set pixpro.keycloak.watch.client-secret");
            return new RightsWatch(rooms, null);
        }
        return new RightsWatch(rooms, new KeycloakRealm(keycloak, account));
    }
}
