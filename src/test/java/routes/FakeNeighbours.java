package routes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.keycloak.security.KeycloakSecurityPolicy;
import org.apache.camel.component.keycloak.security.VerifiedToken;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import pixpro.health.Neighbours;
import pixpro.storage.InMemoryObjectStorage;

/** For tests of single routes: a storage in memory, and a login that lets everybody in as Ada. */
@TestConfiguration(proxyBeanMethods = false)
class FakeNeighbours {

    @Bean
    @Primary
    InMemoryObjectStorage storageInMemory() {
        return new InMemoryObjectStorage();
    }

    /** Nobody is asked, so nobody is known to be away. */
    @Bean
    @Primary
    Neighbours neighboursThatAreThere() {
        return new Neighbours(List.of(), new SimpleMeterRegistry());
    }

    /** Takes the place of the policies of {@code HttpConfiguration}. */
    static final class EverybodyIsAda extends KeycloakSecurityPolicy {

        @Override
        public void beforeWrap(Route route, NamedNode definition) {
            // nothing to prepare
        }

        @Override
        public Processor wrap(Route route, Processor processor) {
            return new DelegateAsyncProcessor(processor) {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    exchange.setProperty(VerifiedToken.PROPERTY, ada());
                    return super.process(exchange, callback);
                }
            };
        }
    }

    private static VerifiedToken ada() {
        Map<String, Object> claims = Map.of("preferred_username", "ada");
        return new VerifiedToken("ada-sub", Set.of("user"), Set.of(), Instant.MAX, claims, null);
    }
}
