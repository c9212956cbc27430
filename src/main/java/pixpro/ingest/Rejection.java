package pixpro.ingest;

import pixpro.http.Problem;
import pixpro.image.UnfitImageException;

/**
 * A file of an upload that was not taken, beside others that may have been.
 *
 * @param filename the client's, made harmless
 * @param problem why
 */
public record Rejection(String filename, Problem problem) {

    /** @return the problem of a file that is no fit image */
    public static Problem reason(UnfitImageException unfit) {
        UnfitImageException.Reason reason = unfit.reason();
        return new Problem(reason.problem(), reason.status(), "Image not accepted", unfit.detail());
    }
}
