package pixpro.health;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * What readiness says of the neighbours: their names and whether they are there, and nothing internal. An instance is of use
 * as long as it can take uploads or answer queries; what it cannot do meanwhile it refuses with 503 by itself, which tells
 * a client more than a proxy without a server could.
 */
public class NeighboursHealth implements HealthIndicator {

    private final Neighbours neighbours;

    /** @param neighbours are asked elsewhere: a health check waits for nobody */
    public NeighboursHealth(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public Health health() {
        boolean takesUploads = !neighbours.isAway(Neighbours.KAFKA) && !neighbours.isAway(Neighbours.STORAGE);
        boolean answersQueries = !neighbours.isAway(Neighbours.MONGODB);
        Health.Builder health = takesUploads || answersQueries ? Health.up() : Health.outOfService();
        neighbours.away().forEach((name, away) -> health.withDetail(name, away ? "away" : "there"));
        return health.build();
    }
}
