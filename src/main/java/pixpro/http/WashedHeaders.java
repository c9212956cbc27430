package pixpro.http;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/**
 * Lets in only the headers and parameters that the contract names, and out only those that PixPro sets.
 *
 * <p>Camel turns request headers and query parameters alike into message headers and filters {@code Camel*} only, so
 * that a client could steer a later producer by {@code kafka.OVERRIDE_TOPIC} and its like (CVE-2026-49098); and it
 * echoes request headers that differ in case (CVE-2026-85254).
 */
public class WashedHeaders extends HttpHeaderFilterStrategy {

    private static final Set<String> IN = Set.of(
            "authorization",
            "content-type",
            "content-length",
            "accept",
            "if-none-match",
            "idempotency-key",
            // query parameters of openapi/pixpro.yaml
            "limit",
            "cursor",
            "after",
            "from",
            "to",
            "step",
            "code",
            "effect",
            "sort",
            "status",
            "projectid",
            "category",
            "tag",
            "q",
            "trashed",
            "archived",
            "content");

    private static final Set<String> OUT = Set.of(
            "content-type",
            "content-disposition",
            "retry-after",
            "allow",
            "www-authenticate",
            "cache-control",
            "etag",
            "vary");

    @Override
    public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
        return !IN.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
        return !OUT.contains(name.toLowerCase(Locale.ROOT));
    }
}
