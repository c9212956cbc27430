package pixpro.process;

import pixpro.image.SpooledFile;

/**
 * What a model answered.
 *
 * @param backend name of the backend
 * @param model name of the model
 * @param digest of the model; null if the backend does not tell
 * @param text the {@code response}; may be empty
 * @param picture the {@code image}, spooled and not yet inspected; null without one
 */
public record ModelAnswer(String backend, String model, String digest, String text, SpooledFile picture)
        implements AutoCloseable {

    @Override
    public void close() {
        if (picture != null) {
            picture.close();
        }
    }
}
