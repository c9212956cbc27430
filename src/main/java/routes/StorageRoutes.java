package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Keeping the bucket clean: what was stored and never announced. */
@Component
public class StorageRoutes extends RouteBuilder {

    @Override
    public void configure() {
        sweepOrphans();
    }

    /** Looks often whether it is time; one instance does the work, as seldom as {@code pixpro.orphans.every} says. */
    private void sweepOrphans() {
        from("timer:sweep-orphans?delay=60000&period=60000")
            .routeId("ops-sweep-orphans").routeGroup("ops")
            .routeDescription("Finds objects that nobody knows, and removes them if it is told to")
            .bean("orphanSweep", "sweepInTurn");
    }
}
