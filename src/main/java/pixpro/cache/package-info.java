/**
 * Answers to queries, kept in Redis for a while: {@code .policy("cached")} on a query's route,
 * {@code .policy("invalidateCache")} on the route of whatever writes. Without Redis everything is answered as it would be
 * without this package.
 */
package pixpro.cache;
