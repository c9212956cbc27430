package pixpro.effect;

import java.time.Instant;

/**
 * Why jobs that need a capability do not begin.
 *
 * @param backend name of the model server that they wait for
 * @param reason {@code down}, it does not answer; {@code failing}, its answers failed too often; {@code busy}, it has no
 *     room; {@code missing}, none is set up any more, and backend names the capability
 * @param since when that began, as far as this instance knows; null if it does not
 */
public record Waiting(String backend, String reason, Instant since) {}
