package pixpro.library;

import java.util.List;
import pixpro.http.Passing;

/**
 * Some of many.
 *
 * @param items in order
 * @param nextCursor asks for the items that follow; null after the last
 */
public record Page<T>(List<T> items, String nextCursor) implements Passing {

    @Override
    public boolean passes() {
        return items.stream().anyMatch(item -> item instanceof Passing passing && passing.passes());
    }
}
