package pixpro.engine.effect;

import java.util.List;
import pixpro.engine.photo.Photo;

/**
 * What an effect gives.
 *
 * @param photo the result
 * @param findings what was found, best first; empty for effects that look for nothing
 */
public record Outcome(Photo photo, List<? extends Finding> findings) {
    static Outcome of(Photo photo) {
        return new Outcome(photo, List.of());
    }
}
