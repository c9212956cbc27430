package pixpro.notify;

/**
 * A notification in its place in an inbox.
 *
 * @param owner whose inbox
 * @param seq its place there: 1, 2, 3, …, without holes
 * @param notification what the owner is told
 */
public record Kept(String owner, long seq, Notification notification) {}
