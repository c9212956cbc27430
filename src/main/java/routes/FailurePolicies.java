package routes;

import static org.apache.camel.LoggingLevel.ERROR;
import static org.apache.camel.LoggingLevel.WARN;

import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.springframework.stereotype.Component;
import pixpro.failure.Fault;
import pixpro.failure.TriesLeft;
import pixpro.process.CapacityWait;
import pixpro.process.ProcessSettings;

/**
 * What happens when something goes wrong, in one place. A route that names none has no error handler of its own: its
 * failure is its caller's, so that a try is always a try of the whole.
 */
@Component
public class FailurePolicies extends RouteConfigurationBuilder {

    /** For routes behind an HTTP call: every failure becomes a problem of RFC 9457. */
    public static final String HTTP = "http";

    /** For routes that consume a topic: wait for a neighbour that is down, log and pass a record that nobody can read. */
    public static final String TOPIC = "topic";

    /** For the running of one job: bounded tries, then the job is given up with its reason. */
    public static final String JOB = "job";

    /** For announcing how a job ended: what is done is not done until Kafka has it. */
    public static final String ANNOUNCE = "announce";

    private static final int FOR_EVER = -1;
    private static final String POSITION =
        "topic=${header.kafka.TOPIC} partition=${header.kafka.PARTITION} offset=${header.kafka.OFFSET}";

    private final ProcessSettings settings;
    private final CapacityWait capacityWait;

    public FailurePolicies(ProcessSettings settings, CapacityWait capacityWait) {
        this.settings = settings;
        this.capacityWait = capacityWait;
    }

    @Override
    public void configuration() {
        http();
        topic();
        job();
        announce();
    }

    private void http() {
        routeConfiguration(HTTP)
            .errorHandler(defaultErrorHandler().logExhausted(false))
            .onException(Exception.class).handled(true)
                .process("problemAnswer")
            .end();
    }

    private void topic() {
        RouteConfigurationDefinition policy = routeConfiguration(TOPIC);
        policy.errorHandler(defaultErrorHandler().allowRedeliveryWhileStopping(false));
        policy.onException(Exception.class).onWhen(Fault.RECORD).handled(true)
            .log(ERROR, "record_unreadable " + POSITION + " cause=${exception.message}")
            .process("commitOffset");
        // nobody gains from a partition that stands still for a fault of PixPro's own
        policy.onException(Exception.class).onWhen(Fault.OWN).handled(true)
            .log(ERROR, "record_failed route=${routeId} " + POSITION + " cause=${exception.stacktrace}")
            .process("commitOffset");
        // a record is passed only when its work is done: who is away stops the partition, not the record
        waitFor(policy, Fault.NEIGHBOUR);
        waitFor(policy, Fault.NETWORK);
    }

    /** A handled failure ends the routes that led to it as well, so that the record is committed here. */
    private void job() {
        RouteConfigurationDefinition policy = routeConfiguration(JOB);
        TriesLeft triesLeft = new TriesLeft(settings.attempts());
        policy.errorHandler(defaultErrorHandler().allowRedeliveryWhileStopping(false).logExhausted(false));
        policy.onException(Exception.class).onWhen(Fault.JOB).handled(true)
            .to("direct:process-give-up")
            .process("commitOffset");
        policy.onException(Exception.class).onWhen(Fault.OWN).handled(true)
            .log(ERROR, "job_broke job=${variable.event.job.id} cause=${exception.stacktrace}")
            .to("direct:process-give-up")
            .process("commitOffset");
        // no room is no fault: the job comes again when it is told to, and its tries stay what they were
        policy.onException(Exception.class).onWhen(Fault.CAPACITY).handled(true)
            .onExceptionOccurred(capacityWait).retryWhile(capacityWait)
            .to("direct:process-give-up")
            .process("commitOffset");
        policy.onException(Exception.class).onWhen(Fault.NETWORK).handled(true)
            .onExceptionOccurred(triesLeft).retryWhile(triesLeft)
            .redeliveryDelay(settings.retryDelay().toMillis())
            .useExponentialBackOff().backOffMultiplier(3).maximumRedeliveryDelay(30_000)
            .retryAttemptedLogLevel(WARN)
            .to("direct:process-give-up")
            .process("commitOffset");
        // object storage is ours: the job is not to blame, and waits
        waitFor(policy, Fault.NEIGHBOUR);
    }

    private void announce() {
        RouteConfigurationDefinition policy = routeConfiguration(ANNOUNCE);
        policy.errorHandler(defaultErrorHandler().allowRedeliveryWhileStopping(false));
        waitFor(policy, Fault.NEIGHBOUR);
    }

    private static void waitFor(RouteConfigurationDefinition policy, Fault fault) {
        policy.onException(Exception.class).onWhen(fault)
            .maximumRedeliveries(FOR_EVER)
            .redeliveryDelay(500).useExponentialBackOff().backOffMultiplier(2).maximumRedeliveryDelay(10_000)
            .retryAttemptedLogLevel(WARN);
    }
}
