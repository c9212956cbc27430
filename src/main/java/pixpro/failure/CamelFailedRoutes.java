package pixpro.failure;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Remembers of each failure in which route it arose. Camel itself names the route that handled it, and one policy
 * handles what fails in all the routes below it.
 */
@Component
class CamelFailedRoutes implements RoutePolicyFactory {

    private static final String PROPERTY = "pixproFailedRoute";

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camelContext, String routeId, NamedNode route) {
        return new RoutePolicySupport() {
            @Override
            public void onExchangeDone(Route done, Exchange exchange) {
                Exception failure = exchange.getException();
                if (failure != null && !isOf(exchange.getProperty(PROPERTY, Seen.class), failure)) {
                    exchange.setProperty(PROPERTY, new Seen(failure, routeId));
                }
            }
        };
    }

    /** @return the route in which what the exchange failed with arose */
    static String routeOf(Exchange exchange) {
        Seen seen = exchange.getProperty(PROPERTY, Seen.class);
        return isOf(seen, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                ? seen.route()
                : exchange.getProperty(Exchange.FAILURE_ROUTE_ID, String.class);
    }

    /** Routes on the way may have wrapped it. */
    private static boolean isOf(Seen seen, Throwable failure) {
        for (Throwable cause = failure; seen != null && cause != null; cause = cause.getCause()) {
            if (cause == seen.failure()) {
                return true;
            }
        }
        return false;
    }

    private record Seen(Throwable failure, String route) {}
}
