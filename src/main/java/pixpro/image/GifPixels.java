package pixpro.image;

/**
 * Counts the pixels that a GIF frame's LZW codes stand for, without drawing them (GIF89a specification, appendix F). A
 * code's length is enough: 4096 numbers, whatever the picture.
 */
final class GifPixels {

    private static final int MAX_CODES = 4096;
    private static final int MAX_WIDTH = 12;
    private static final int NONE = -1;

    private final int clear;
    private final int firstWidth;
    private final long expected;
    private final int[] lengths = new int[MAX_CODES];

    private int next;
    private int width;
    private int previous = NONE;
    private int bits;
    private int bitCount;
    private long seen;
    private boolean ended;

    /**
     * @param codeSize the frame's LZW minimum code size, in bits
     * @param expected pixels of the frame
     */
    GifPixels(int codeSize, long expected) throws UnfitImageException {
        if (codeSize < 1 || codeSize > Byte.SIZE) {
            throw UnfitImageException.corrupt("a GIF frame has an impossible code size");
        }
        clear = 1 << codeSize;
        firstWidth = codeSize + 1;
        this.expected = expected;
        reset();
    }

    private void reset() {
        next = clear + 2;
        width = firstWidth;
        previous = NONE;
    }

    void feed(byte[] packed, int count) throws UnfitImageException {
        for (int i = 0; i < count && !ended; i++) {
            bits |= (packed[i] & 0xFF) << bitCount;
            bitCount += Byte.SIZE;
            while (bitCount >= width && !ended) {
                int code = bits & (1 << width) - 1;
                bits >>>= width;
                bitCount -= width;
                take(code);
            }
        }
    }

    private void take(int code) throws UnfitImageException {
        if (code == clear) {
            reset();
        } else if (code == clear + 1) {
            ended = true;
        } else {
            seen += lengthOf(code);
            previous = code;
            // what comes after the last pixel is padding to every decoder
            ended = seen >= expected;
        }
    }

    private int lengthOf(int code) throws UnfitImageException {
        if (previous == NONE) {
            if (code > clear) {
                throw undefined();
            }
            return 1;
        }
        int grown = length(previous) + 1;
        if (code > next || code == next && next == MAX_CODES) {
            throw undefined();
        }
        if (next < MAX_CODES) {
            lengths[next] = grown;
            next++;
            if (next == 1 << width && width < MAX_WIDTH) {
                width++;
            }
        }
        return length(code);
    }

    private int length(int code) {
        return code < clear ? 1 : lengths[code];
    }

    private static UnfitImageException undefined() {
        return UnfitImageException.corrupt("its GIF pixels use a code before it is defined");
    }

    void finish() throws UnfitImageException {
        if (seen < expected) {
            throw UnfitImageException.truncated();
        }
    }
}
