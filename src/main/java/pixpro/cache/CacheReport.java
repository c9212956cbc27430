package pixpro.cache;

/**
 * What became of the cache.
 *
 * @param available whether Redis answers; without it, only what this instance counted since it was last told is known
 * @param hits answers that were there
 * @param shared answers that somebody else was loading at that moment
 * @param misses answers that had to be loaded
 * @param bypassed answers that were loaded because the cache could not be asked
 * @param invalidations how often an owner's answers were made invalid
 * @param hitRate share of hits and shared in all, from 0 to 1; null without any
 * @param usedBytes memory of Redis, whatever for; null if Redis does not answer, like the rest
 * @param maxBytes that it may use; 0 for no limit
 * @param evicted what Redis removed for want of memory, since it started
 */
public record CacheReport(
        boolean available,
        long hits,
        long shared,
        long misses,
        long bypassed,
        long invalidations,
        Double hitRate,
        Long usedBytes,
        Long maxBytes,
        Long evicted) {}
