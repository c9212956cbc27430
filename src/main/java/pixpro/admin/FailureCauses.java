package pixpro.admin;

import java.util.Map;

/** The causes of failures in plain words, and what an admin can do about them. */
final class FailureCauses {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry(
                    "backend-unavailable",
                    "The model server did not answer, however often it was asked. Replay once it is up."),
            Map.entry("backend-busy", "The model server had no room for too long. Replay when there is less to do."),
            Map.entry("broken-effect", "The effect's file asks for what cannot be done. Mend the file, then replay."),
            Map.entry("internal", "A fault of PixPro's own; the log of that time tells more."),
            Map.entry("malformed-answer", "The model answered something else than the effect promises."),
            Map.entry("original-missing", "The original is no longer in object storage. A replay cannot help."),
            Map.entry("refused-by-model", "The model refused the request."),
            Map.entry("result-too-large", "The model's picture is larger than PixPro is set up to keep."),
            Map.entry("unfit-result", "The model answered with a picture that cannot be kept."),
            Map.entry("unknown-effect", "The effect is no longer there. Bring its file back, then replay."),
            Map.entry("unknown-model", "The model server does not have the model. Fetch the model, then replay."));

    private FailureCauses() {}

    /**
     * @param code of a cause
     * @param message what the owner of the newest such failure was told
     * @return the cause in plain words
     */
    static String describe(String code, String message) {
        return WORDS.getOrDefault(code, message);
    }
}
