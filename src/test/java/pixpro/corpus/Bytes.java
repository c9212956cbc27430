package pixpro.corpus;

/** Finds and changes bytes of a file. */
final class Bytes {

    private Bytes() {}

    static byte[] of(int... values) {
        return with(new byte[values.length], 0, values);
    }

    /** Where these bytes stand first. */
    static int find(byte[] bytes, int... wanted) {
        return findFrom(bytes, 0, wanted);
    }

    static int findFrom(byte[] bytes, int from, int... wanted) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && (bytes[at + same] & 0xFF) == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return at;
            }
        }
        throw new IllegalArgumentException("These bytes are not in the file");
    }

    /** A copy with other bytes at an offset. */
    static byte[] with(byte[] bytes, int offset, int... values) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < values.length; i++) {
            changed[offset + i] = (byte) values[i];
        }
        return changed;
    }
}
