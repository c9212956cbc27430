package routes;

import static org.apache.camel.LoggingLevel.ERROR;
import static org.apache.camel.LoggingLevel.WARN;

import java.time.Clock;
import org.apache.camel.Predicate;
import org.apache.camel.builder.PredicateBuilder;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.springframework.stereotype.Component;
import pixpro.failure.Fault;
import pixpro.failure.OmitContent;
import pixpro.failure.QuarantineDuty;
import pixpro.failure.RecordHeld;
import pixpro.failure.TriesLeft;
import pixpro.failure.WhileRunning;
import pixpro.process.ProcessSettings;

/**
 * What happens when something goes wrong, in one place. A route that names none has no error handler of its own: its
 * failure is its caller's, so that a try is always a try of the whole.
 */
@Component
public class FailurePolicies extends RouteConfigurationBuilder {

    /** For routes behind an HTTP call: every failure becomes a problem of RFC 9457. */
    public static final String HTTP = "http";

    /** For routes that consume a topic: wait for a neighbour that is down, put aside a record that nobody can read. */
    public static final String TOPIC = "topic";

    /** For the running of one job: bounded tries, then the job is given up with its reason. */
    public static final String JOB = "job";

    /** For making what is shown of one image: the same, for its own end. */
    public static final String PREPARE = "prepare";

    /** For announcing how a job ended: what is done is not done until Kafka has it. */
    public static final String ANNOUNCE = "announce";

    /** For putting aside what nobody can read: wait for Kafka; what is too large for it goes without its content. */
    public static final String QUARANTINE = "quarantine";

    private static final String POSITION =
        "topic=${header.kafka.TOPIC} partition=${header.kafka.PARTITION} offset=${header.kafka.OFFSET}";

    private final ProcessSettings settings;

    public FailurePolicies(ProcessSettings settings) {
        this.settings = settings;
    }

    @Override
    public void configuration() {
        http();
        topic();
        tryAndGiveUp(routeConfiguration(JOB), "direct:process-give-up");
        tryAndGiveUp(routeConfiguration(PREPARE), "direct:prepare-give-up");
        announce();
        quarantine();
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
            .log(ERROR, "record_unreadable route=${routeId} " + POSITION + " cause=${exception.message}")
            .filter(new QuarantineDuty())
                .to("direct:project-quarantine-record")
            .end()
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
    private void tryAndGiveUp(RouteConfigurationDefinition policy, String giveUp) {
        TriesLeft triesLeft = new TriesLeft(settings.attempts(), settings.trialPatience(), Clock.systemUTC());
        policy.errorHandler(defaultErrorHandler().allowRedeliveryWhileStopping(false).logExhausted(false));
        policy.onException(Exception.class).onWhen(Fault.JOB).handled(true)
            .to(giveUp)
            .process("commitOffset");
        policy.onException(Exception.class).onWhen(Fault.OWN).handled(true)
            .onExceptionOccurred(triesLeft).retryWhile(triesLeft)
            .redeliveryDelay(settings.retryDelay().toMillis())
            .useExponentialBackOff().backOffMultiplier(3).maximumRedeliveryDelay(30_000)
            .retryAttemptedLogLevel(WARN)
            .log(ERROR, "job_broke job=${variable.event.job.id} cause=${exception.stacktrace}")
            .to(giveUp)
            .process("commitOffset");
        // who is away, or has no room, is waited for: that is no fault of the job, and its tries stay what they were
        policy.onException(Exception.class).onWhen(Fault.NOT_NOW)
            .onExceptionOccurred(triesLeft)
            .retryWhile(new WhileRunning())
            .redeliveryDelay(settings.retryDelay().toMillis()).useCollisionAvoidance().collisionAvoidancePercent(50);
        policy.onException(Exception.class).onWhen(Fault.NETWORK).handled(true)
            .onExceptionOccurred(triesLeft).retryWhile(triesLeft)
            .redeliveryDelay(settings.retryDelay().toMillis())
            .useExponentialBackOff().backOffMultiplier(3).maximumRedeliveryDelay(30_000)
            .retryAttemptedLogLevel(WARN)
            .to(giveUp)
            .process("commitOffset");
        // object storage is ours: the job is not to blame, and waits
        waitFor(policy, Fault.NEIGHBOUR);
    }

    private void announce() {
        RouteConfigurationDefinition policy = routeConfiguration(ANNOUNCE);
        policy.errorHandler(defaultErrorHandler().allowRedeliveryWhileStopping(false));
        // while Kafka was away the record may have gone to another instance, which then ends the job
        waitFor(policy, Fault.NEIGHBOUR, PredicateBuilder.and(new WhileRunning(), new RecordHeld()));
    }

    private void quarantine() {
        RouteConfigurationDefinition policy = routeConfiguration(QUARANTINE);
        policy.errorHandler(defaultErrorHandler().allowRedeliveryWhileStopping(false));
        policy.onException(RecordTooLargeException.class)
            .retryWhile(new WhileRunning()).redeliveryDelay(0)
            .onRedelivery(new OmitContent());
        waitFor(policy, Fault.NEIGHBOUR);
    }

    private static void waitFor(RouteConfigurationDefinition policy, Fault fault) {
        waitFor(policy, fault, new WhileRunning());
    }

    private static void waitFor(RouteConfigurationDefinition policy, Fault fault, Predicate longEnough) {
        policy.onException(Exception.class).onWhen(fault)
            .retryWhile(longEnough)
            .redeliveryDelay(500).useExponentialBackOff().backOffMultiplier(2).maximumRedeliveryDelay(10_000)
            .retryAttemptedLogLevel(WARN);
    }
}
