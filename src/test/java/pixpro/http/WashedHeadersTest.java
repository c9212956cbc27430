package pixpro.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WashedHeadersTest {

    private final WashedHeaders washed = new WashedHeaders();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.OVERRIDE_TOPIC",
                "kafka.KEY",
                "kafka.PARTITION_KEY",
                "KAFKA.override_topic",
                "CamelHttpUri",
                "CAmelHttpUri",
                "CamelFileName",
                "CamelMinioObjectName",
                "CamelMongoDbCriteria",
                "CamelRedis.Key",
                "jsr356.sendToAll",
                "jsr356.connectionKey",
                "websocket.sendToAll",
                "websocket.connectionKey",
                "org.apache.camel.something",
                "breadcrumbId",
                "pixpro-correlation-id",
                "Host",
                "Cookie",
                "X-Forwarded-For",
                "traceparent",
                "anything"
            })
    void refusesWhatTheContractDoesNotName(String name) {
        assertThat(washed.applyFilterToExternalHeaders(name, "x", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "authorization", "Content-Type", "content-length", "limit", "cursor", "from"})
    void letsInWhatTheContractNames(String name) {
        assertThat(washed.applyFilterToExternalHeaders(name, "x", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization",
                "limit",
                "cursor",
                "Set-Cookie",
                "Location",
                "CamelHttpResponseCode",
                "kafka.KEY"
            })
    void sendsNothingOfTheRequestBack(String name) {
        assertThat(washed.applyFilterToCamelHeaders(name, "x", null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "Retry-After", "WWW-Authenticate", "Cache-Control", "Allow"})
    void sendsWhatPixProSets(String name) {
        assertThat(washed.applyFilterToCamelHeaders(name, "x", null)).isFalse();
    }
}
