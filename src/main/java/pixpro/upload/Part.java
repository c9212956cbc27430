package pixpro.upload;

import java.util.ArrayList;
import java.util.List;

/**
 * A part that a file is cut into.
 *
 * @param number from 1
 * @param from index of its first byte in the file
 * @param bytes its length
 */
record Part(int number, long from, long bytes) {

    /** @return the parts of a file of so many bytes, each but the last of this size */
    static List<Part> of(long fileBytes, long partBytes) {
        List<Part> parts = new ArrayList<>();
        for (long from = 0; from < fileBytes; from += partBytes) {
            parts.add(new Part(parts.size() + 1, from, Math.min(partBytes, fileBytes - from)));
        }
        return parts;
    }
}
