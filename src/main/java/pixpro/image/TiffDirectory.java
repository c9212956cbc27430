package pixpro.image;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One image file directory of a TIFF (TIFF 6.0, section 2; BigTIFF design by AWare Systems): remembers where the values
 * of the wanted fields stand, and reads them when asked.
 */
final class TiffDirectory {

    private static final Map<Integer, Integer> NUMBER_BYTES = Map.of(1, 1, 3, 2, 4, 4, 13, 4, 16, 8, 18, 8);

    private record Field(int type, long count, long position) {}

    private final ByteWindow in;
    private final Map<Integer, Field> fields = new HashMap<>();
    private final long next;

    /**
     * Reads the directory at the window's position.
     *
     * @param big whether it is BigTIFF's layout
     * @param wanted the tags to remember; all others are passed by
     */
    TiffDirectory(ByteWindow in, boolean big, Set<Integer> wanted) throws IOException, UnfitImageException {
        this.in = in;
        int inline = big ? Long.BYTES : Integer.BYTES;
        long entries = big ? in.i64() : in.u16();
        int entryBytes = 4 + 2 * inline;
        if (entries < 0 || entries > 0xFFFF) {
            throw UnfitImageException.corrupt("a TIFF directory has an impossible number of fields");
        }
        in.require(entries * entryBytes + inline);
        long first = in.position();
        for (int i = 0; i < entries; i++) {
            in.seek(first + (long) i * entryBytes);
            int tag = in.u16();
            if (wanted.contains(tag)) {
                read(tag, big, inline);
            }
        }
        in.seek(first + entries * entryBytes);
        next = big ? in.i64() : in.u32();
    }

    private void read(int tag, boolean big, int inline) throws IOException, UnfitImageException {
        int type = in.u16();
        long count = big ? in.i64() : in.u32();
        int size = NUMBER_BYTES.getOrDefault(type, 0);
        if (size == 0 || count <= 0 || count > in.length() / size) {
            throw UnfitImageException.corrupt("a TIFF field has an impossible type or length");
        }
        long position = in.position();
        if (count * size > inline) {
            position = big ? in.i64() : in.u32();
            in.seek(position);
            in.require(count * size);
        }
        fields.putIfAbsent(tag, new Field(type, count, position));
    }

    /** Where the next directory stands, 0 after the last. */
    long next() {
        return next;
    }

    boolean has(int tag) {
        return fields.containsKey(tag);
    }

    /** How many values a field has, 0 when it is missing. */
    long count(int tag) {
        return has(tag) ? fields.get(tag).count : 0;
    }

    /** The first value of a field. */
    long number(int tag, long otherwise) throws IOException, UnfitImageException {
        return has(tag) ? numbers(tag, 0, 1)[0] : otherwise;
    }

    /** A few consecutive values of a field that has them. */
    long[] numbers(int tag, long from, int count) throws IOException, UnfitImageException {
        Field field = fields.get(tag);
        int size = NUMBER_BYTES.get(field.type);
        in.seek(field.position + from * size);
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = switch (size) {
                case 1 -> in.u8();
                case 2 -> in.u16();
                case 4 -> in.u32();
                default -> in.i64();
            };
        }
        return numbers;
    }
}
