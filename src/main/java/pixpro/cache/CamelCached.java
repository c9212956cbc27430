package pixpro.cache;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.Policy;
import pixpro.http.Caller;
import pixpro.http.Passing;

/**
 * {@code .policy("cached")}, in YAML {@code policy: {ref: cached}}: what is inside answers a query of the caller's with JSON,
 * and is asked only if the answer is not known. Every answer gets its entity tag, and who has it already a 304.
 */
class CamelCached implements Policy {

    /** Of a request, what does not change what is asked for. */
    private static final Set<String> BESIDE_THE_QUESTION =
            Set.of("authorization", "content-type", "content-length", "accept", "if-none-match", "idempotency-key");

    private static final String FRAMEWORKS = "camel";
    private static final int OK = 200;

    private final Answers answers;
    private final EntityTag tags;

    CamelCached(Answers answers, EntityTag tags) {
        this.answers = answers;
        this.tags = tags;
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // nothing to prepare
    }

    @Override
    public Processor wrap(Route route, Processor inside) {
        String operation = route.getRouteId();
        return exchange -> answer(operation, inside, exchange);
    }

    private void answer(String operation, Processor inside, Exchange exchange) throws Exception {
        Caller caller = exchange.getProperty(Caller.PROPERTY, Caller.class);
        String known = exchange.getMessage().getHeader("If-None-Match", String.class);
        Answers.Load load = () -> {
            inside.process(exchange);
            return taken(exchange);
        };
        CachedAnswer answer = caller == null
                ? load.answer()
                : answers.answer(caller.id(), question(operation, exchange.getMessage()), load);
        if (answer != null) {
            write(exchange.getMessage(), answer, known);
        }
    }

    private static String question(String operation, Message message) {
        Map<String, String> parameters = new TreeMap<>();
        message.getHeaders().forEach((name, value) -> {
            String plain = name.toLowerCase(Locale.ROOT);
            if (!plain.startsWith(FRAMEWORKS) && !BESIDE_THE_QUESTION.contains(plain) && value != null) {
                parameters.put(plain, value.toString());
            }
        });
        StringBuilder question = new StringBuilder(operation);
        // lengths, so that no value can pass for another name and value
        parameters.forEach((name, value) -> question.append('\n')
                .append(name)
                .append('=')
                .append(value.length())
                .append(':')
                .append(value));
        return question.toString();
    }

    /** @return what is inside has answered; null if that was no 200 */
    private CachedAnswer taken(Exchange exchange) {
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (exchange.getException() != null
                || status == null
                || status != OK
                || !(message.getBody() instanceof String body)) {
            return null;
        }
        return new CachedAnswer(
                tags.of(body), body, exchange.getProperty(Passing.PROPERTY, Boolean.FALSE, Boolean.class));
    }

    private static void write(Message message, CachedAnswer answer, String known) {
        boolean unchanged = EntityTag.isKnown(answer.tag(), known);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, unchanged ? 304 : OK);
        message.setHeader("ETag", answer.tag());
        // the client may keep it, but has to ask whether it still holds
        message.setHeader("Cache-Control", "private, no-cache");
        message.setHeader("Vary", "Authorization");
        // also of a 304: without one, all types of the contract would be sent as if they were one
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        message.setBody(unchanged ? null : answer.body());
    }
}
