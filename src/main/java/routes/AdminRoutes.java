package routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What admins read, and how they repair what failed. */
@Component
public class AdminRoutes extends RouteBuilder {

    @Override
    public void configure() {
        readKpis();
        readCache();
        tellCache();
        listFailures();
        replayFailure();
        replayFailures();
    }

    private void readKpis() {
        from("direct:readKpis")
            .routeId("admin-read-kpis").routeGroup("admin")
            .routeDescription("Sums the minutes' KPIs over a span of time")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("adminPolicy")
                .process("knowCaller")
                .bean("kpiQueries", "read(${header.from}, ${header.to}, ${header.step})")
                .process("jsonAnswer")
            .end();
    }

    private void readCache() {
        from("direct:readCache")
            .routeId("admin-read-cache").routeGroup("admin")
            .routeDescription("Tells how often the library was answered from the cache")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("adminPolicy")
                .process("knowCaller")
                .bean("cacheQueries", "read")
                .process("jsonAnswer")
            .end();
    }

    private void tellCache() {
        from("timer:tell-cache?delay=5000&period=5000")
            .routeId("admin-tell-cache").routeGroup("admin")
            .routeDescription("Adds what this instance counted of the cache to what all did")
            .bean("cacheQueries", "tell");
    }

    private void listFailures() {
        from("direct:listFailures")
            .routeId("admin-list-failures").routeGroup("admin")
            .routeDescription("Lists what failed, by cause")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("adminPolicy")
                .process("knowCaller")
                .bean("failureQueries", "list(${header.code}, ${header.effect}, ${header.from}, ${header.to})")
                .process("jsonAnswer")
            .end();
    }

    private void replayFailure() {
        from("direct:replayFailure")
            .routeId("admin-replay-failure").routeGroup("admin")
            .routeDescription("Has one failed job done again, once")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("adminPolicy")
                .process("knowCaller")
                .bean("retryDesk", "replay(${exchangeProperty.pixproCaller}, ${header.jobId})")
                .to(Doors.QUEUE_AGAIN)
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .process("jsonAnswer")
            .end();
    }

    /** One after the other on one exchange: the first that is refused ends the loop, and what was queued before stays. */
    private void replayFailures() {
        from("direct:replayFailures")
            .routeId("admin-replay-failures").routeGroup("admin")
            .routeDescription("Has the failed jobs that a filter finds done again, each once")
            // the cache would take in a body of any length, from anybody, before the policy is asked
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("adminPolicy")
                .process("knowCaller")
                .bean("retryDesk", "batch(${exchangeProperty.pixproCaller}, ${body})")
                .setVariable("batch", body())
                .loopDoWhile(simple("${variable.batch.unfinished}"))
                    .bean("retryDesk", "next(${variable.batch})")
                    .filter(body().isNotNull())
                        .to(Doors.QUEUE_AGAIN)
                        .bean("retryDesk", "done(${variable.batch}, ${body})")
                    .end()
                .end()
                .bean("retryDesk", "answer(${variable.batch})")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .process("jsonAnswer")
            .end();
    }
}
