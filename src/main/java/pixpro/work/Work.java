package pixpro.work;

import java.time.Instant;

/**
 * A job that some instance is working on.
 *
 * @param effect which of its effects is under way
 * @param step its place among the job's effects, from 1
 * @param steps how many effects the job has
 * @param since when this instance began with it
 * @param heartbeatAt when the instance last said so
 */
public record Work(String effect, int step, int steps, Instant since, Instant heartbeatAt) {}
