package pixpro.retry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Sorts.ascending;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import pixpro.event.ImageQueued;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;
import pixpro.mongodb.Answering;
import pixpro.mongodb.Collections;
import pixpro.project.ImageProjection;
import pixpro.project.JobProjection;
import pixpro.project.JobStatus;

/** Decides which failed jobs are done again, and sees to it that each is queued again once. */
@Component("retryDesk")
public class RetryDesk {

    private static final Logger LOG = LoggerFactory.getLogger(RetryDesk.class);
    private static final String JOBS = "The list of jobs";

    private final MongoDatabase database;
    private final RetryClaims claims;
    private final JobProjection jobs;
    private final ObjectMapper json;
    private final Clock clock;

    @Autowired
    public RetryDesk(MongoDatabase database, JobProjection jobs, ObjectMapper json) {
        this(database, jobs, json, Clock.systemUTC());
    }

    RetryDesk(MongoDatabase database, JobProjection jobs, ObjectMapper json, Clock clock) {
        this.database = database;
        this.claims = new RetryClaims(database);
        this.jobs = jobs;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param caller an admin
     * @param jobId of anybody's job
     * @return the order to queue it again
     * @throws ProblemException 404 if there is no such job, 409 if it has not failed or is done again already, 503 if
     *     MongoDB does not answer
     */
    public RetryOrder replay(Caller caller, String jobId) {
        return order(caller, eq("_id", jobId));
    }

    /**
     * @param owner of the image
     * @param imageId of the image
     * @param jobId of the image's job
     * @return the order to queue it again
     * @throws ProblemException as {@link #replay}; somebody else's job is answered like one that is not there
     */
    public RetryOrder retry(Caller owner, String imageId, String jobId) {
        return order(owner, and(eq("_id", jobId), eq("imageId", imageId), eq("owner", owner.id())));
    }

    private RetryOrder order(Caller caller, Bson wanted) {
        return Answering.orUnavailable(JOBS, () -> {
            Document job = database.getCollection(Collections.JOBS).find(wanted).first();
            if (job == null) {
                throw new ProblemException(Problem.notFound("There is no such job."));
            }
            if (!JobStatus.FAILED.equals(job.getString("status"))) {
                throw new ProblemException(new Problem(
                        "not-failed",
                        409,
                        "Not failed",
                        "Only a failed job can be done again; this one is " + job.getString("status") + ".",
                        Map.of("status", job.getString("status"))));
            }
            return claim(caller, job).orElseThrow(() -> already(retryId(job.getString("_id"))));
        });
    }

    /** @return the order; none if somebody else has the job done again */
    private Optional<RetryOrder> claim(Caller caller, Document job) {
        String failedId = job.getString("_id");
        String id = retryId(failedId);
        Document image = database.getCollection(Collections.IMAGES)
                .find(and(eq("_id", job.getString("imageId")), ne("shown.trashed", true)))
                .first();
        if (image == null) {
            throw new ProblemException(Problem.notFound("The image of this job is in the trash, or no longer there."));
        }
        // also says so of jobs whose claim was lost, or was never confirmed because its holder died
        boolean known =
                database.getCollection(Collections.JOBS).find(eq("_id", id)).first() != null;
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (known || !claims.take(id, failedId, caller.id(), now)) {
            return Optional.empty();
        }
        return Optional.of(new RetryOrder(new ImageQueued(ImageProjection.read(image), jobs.again(job, id, now)), now));
    }

    /**
     * @param order that Kafka has acknowledged
     * @return what the asker is told
     */
    public RetriedJob queued(RetryOrder order) {
        String id = order.event().job().id();
        try {
            claims.confirm(id, clock.instant());
        } catch (MongoException e) {
            // the job is queued all the same; the projection will tell so of it before the claim can be taken over
            LOG.warn("retry_unconfirmed job={} cause={}", id, e.getMessage());
        }
        return RetriedJob.of(order.event());
    }

    /**
     * @param order that Kafka has not acknowledged
     * @throws ProblemException always, 503
     */
    public void refused(RetryOrder order) {
        String id = order.event().job().id();
        try {
            claims.release(id, order.takenAt());
        } catch (MongoException e) {
            LOG.warn("retry_claim_stays job={} cause={}", id, e.getMessage());
        }
        throw new ProblemException(Problem.unavailable(
                "The job could not be queued at the moment. Please ask again; nothing is done twice."));
    }

    /**
     * @param caller an admin
     * @param body which failed jobs, as JSON; not read before here, so that it may be of any length
     * @return those that are not done again yet, the longest failed first
     * @throws ProblemException 400 if the body does not fit the contract, 503 if MongoDB does not answer
     */
    public RetryBatch batch(Caller caller, Object body) {
        // what is sent without a body, or as a form, comes as something else
        Reader text = body instanceof Reader reader ? reader : Reader.nullReader();
        ReplayRequest request = ReplayRequest.read(json, text);
        Bson open = and(request.filter().query(), exists("retriedBy", false));
        return Answering.orUnavailable(
                JOBS,
                () -> new RetryBatch(
                        caller,
                        database.getCollection(Collections.JOBS)
                                .find(open)
                                .sort(ascending("finishedAt", "_id"))
                                .limit(request.limit())
                                .into(new ArrayList<>())));
    }

    /**
     * @param batch with jobs left
     * @return the order to queue the next again; null if somebody else has it done again, or its image is gone
     * @throws ProblemException 503 if MongoDB does not answer
     */
    public RetryOrder next(RetryBatch batch) {
        Document job = batch.take();
        Optional<RetryOrder> order = Answering.orUnavailable(JOBS, () -> claimIfThere(batch.caller(), job));
        if (order.isEmpty()) {
            batch.skip();
        }
        return order.orElse(null);
    }

    private Optional<RetryOrder> claimIfThere(Caller caller, Document job) {
        try {
            return claim(caller, job);
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    /** Notes a job of the batch that is queued. */
    public void done(RetryBatch batch, RetriedJob job) {
        batch.add(job);
    }

    /** @return what the asker is told of a batch that is finished */
    public RetryBatch.Answer answer(RetryBatch batch) {
        LOG.info(
                "failures_replayed by={} jobs={}",
                batch.caller().id(),
                batch.answer().jobs().size());
        return batch.answer();
    }

    private static ProblemException already(String id) {
        return new ProblemException(new Problem(
                "already-retried",
                409,
                "Done again already",
                "The job is being done again, or was, as job " + id + ".",
                Map.of("jobId", id)));
    }

    /**
     * @param jobId a failed job's
     * @return the one id that a job doing it again can have
     */
    static String retryId(String jobId) {
        return UUID.nameUUIDFromBytes(("pixpro:retry:" + jobId).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
