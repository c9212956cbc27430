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
