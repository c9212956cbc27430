package pixpro.upload;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import pixpro.http.Caller;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

/**
 * Names an upload and says where it lies. The key begins with whose it is, so that nobody finds somebody else's.
 *
 * @param folder of all uploads of the owner
 * @param batchId the batch it belongs to
 * @param number its place there
 */
record UploadId(String folder, String batchId, int number) {

    /** Where everything of this kind lies in the bucket. */
    static final String FOLDER = "uploads/";

    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern BATCH = Pattern.compile(UUID);
    private static final Pattern ID = Pattern.compile("(" + UUID + ")-([0-9]{1,4})");
    private static final int OWNER_LETTERS = 32;

    /** @throws ProblemException 404 if it cannot be the id of an upload */
    static UploadId of(Caller caller, String id) {
        Matcher parts = ID.matcher(id == null ? "" : id);
        if (!parts.matches()) {
            throw unknown();
        }
        return new UploadId(folder(caller), parts.group(1), Integer.parseInt(parts.group(2)));
    }

    static UploadId of(Caller caller, String batchId, int number) {
        return new UploadId(folder(caller), batchId, number);
    }

    static boolean isBatch(String id) {
        return id != null && BATCH.matcher(id).matches();
    }

    /** A hash, because nobody promises that the name a login has is fit for a key. */
    private static String folder(Caller caller) {
        return FOLDER + DigestUtils.sha256Hex(caller.id()).substring(0, OWNER_LETTERS) + "/";
    }

    String text() {
        return batchId + "-" + number;
    }

    /** @return the prefix of all that belongs to the batch */
    String batchFolder() {
        return folder + batchId + "/";
    }

    String batchKey() {
        return batchFolder() + UploadStore.BATCH;
    }

    String bytesKey() {
        return batchFolder() + number + "/bytes";
    }

    String answerKey() {
        return batchFolder() + number + "/answer";
    }

    /** Somebody else's, swept or never begun: the answer does not tell which. */
    static ProblemException unknown() {
        return new ProblemException(Problem.notFound("You have no such upload; it may have been begun too long ago."));
    }
}
