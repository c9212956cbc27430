package pixpro.engine;

/** A request that is answered with an error of Ollama's shape: a status and {@code {"error": sentence}}. */
final class ApiError extends RuntimeException {
    private final int status;

    ApiError(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    int status() {
        return status;
    }
}
