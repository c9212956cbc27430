package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What admins read. */
@Component
public class AdminRoutes extends RouteBuilder {

    @Override
    public void configure() {
        readKpis();
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
}
