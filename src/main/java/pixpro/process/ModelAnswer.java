package pixpro.process;

import java.util.List;
import java.util.stream.Stream;
import pixpro.image.SpooledFile;

/**
 * What a model answered.
 *
 * @param backend name of the backend
 * @param model name of the model
 * @param digest of the model; null if the backend does not tell
 * @param text the {@code response}; may be empty
 * @param picture the {@code image}, spooled and not yet inspected; null without one
 * @param more pictures of a chat after the first, in the same state
 */
public record ModelAnswer(
        String backend, String model, String digest, String text, SpooledFile picture, List<SpooledFile> more)
        implements AutoCloseable {

    public ModelAnswer(String backend, String model, String digest, String text, SpooledFile picture) {
        this(backend, model, digest, text, picture, List.of());
    }

    /** @return all pictures, in their order */
    public List<SpooledFile> pictures() {
        return picture == null
                ? List.of()
                : Stream.concat(Stream.of(picture), more.stream()).toList();
    }

    @Override
    public void close() {
        pictures().forEach(SpooledFile::close);
    }
}
