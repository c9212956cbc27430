package pixpro.engine.effect;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pixpro.engine.photo.Photo;

/**
 * What an effect gives.
 *
 * @param photo the result
 * @param findings what was found, best first; empty for effects that look for nothing
 * @param more further pictures, for a chat, whose messages have room for several
 * @param facts what else there is to tell of the picture, by name
 */
public record Outcome(Photo photo, List<? extends Finding> findings, List<Photo> more, Map<String, String> facts) {

    Outcome(Photo photo, List<? extends Finding> findings) {
        this(photo, findings, List.of(), Map.of());
    }

    static Outcome of(Photo photo) {
        return new Outcome(photo, List.of());
    }

    /** Gives all pictures, the result first. */
    public List<Photo> photos() {
        return Stream.concat(Stream.of(photo), more.stream()).toList();
    }
}
