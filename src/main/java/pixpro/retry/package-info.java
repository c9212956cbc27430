/**
 * Failed jobs that are done again: by an admin, one or many at a time, or by the owner. The new job's id is made from the
 * failed one's, and whoever asks first takes it, so that each failed job is done again once, however many ask.
 */
package pixpro.retry;
