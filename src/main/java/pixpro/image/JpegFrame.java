package pixpro.image;

import java.io.IOException;

/**
 * The frame header of a JPEG and what its scans must bring (ITU-T T.81 B.2.2, B.2.3): which components they carry, and
 * the fewest bits that can code them.
 */
final class JpegFrame {

    private static final int MAX_COMPONENTS = 4;
    private static final int MAX_SAMPLING = 4;
    private static final int BLOCK = 8;
    private static final int LAST_COEFFICIENT = 63;

    private record Component(int id, int horizontal, int vertical) {}

    private final int width;
    private final int height;
    private final boolean progressive;
    private final Component[] components;
    private final boolean[] begun;

    private JpegFrame(int width, int height, boolean progressive, Component[] components) {
        this.width = width;
        this.height = height;
        this.progressive = progressive;
        this.components = components;
        this.begun = new boolean[components.length];
    }

    static JpegFrame read(ByteWindow in, long end, boolean progressive) throws IOException, UnfitImageException {
        int precision = in.u8();
        int height = in.u16();
        int width = in.u16();
        int count = in.u8();
        if (precision != Byte.SIZE) {
            throw UnfitImageException.unsupported("a JPEG with " + precision + " bits per sample");
        }
        if (width == 0 || height == 0) {
            throw UnfitImageException.corrupt("its JPEG header says it has no pixels");
        }
        if (count == 0 || count > MAX_COMPONENTS || end - in.position() != 3L * count) {
            throw UnfitImageException.corrupt("its JPEG header has an impossible number of colours");
        }
        Component[] components = new Component[count];
        for (int i = 0; i < count; i++) {
            components[i] = component(in);
        }
        return new JpegFrame(width, height, progressive, components);
    }

    private static Component component(ByteWindow in) throws IOException, UnfitImageException {
        int id = in.u8();
        int sampling = in.u8();
        in.skip(1);
        Component component = new Component(id, sampling >> 4, sampling & 0xF);
        if (component.horizontal < 1
                || component.horizontal > MAX_SAMPLING
                || component.vertical < 1
                || component.vertical > MAX_SAMPLING) {
            throw UnfitImageException.corrupt("its JPEG header has an impossible sampling");
        }
        return component;
    }

    /**
     * Reads the header of a scan.
     *
     * @return the fewest bits of coded data that this scan can have: a Huffman code has at least one bit, and every
     *     block needs one for its DC value and, in a sequential image, another to say that no AC value follows.
     *     Nothing (0) for the refining scans of a progressive image, which may skip thousands of blocks by one code
     */
    long scanHeader(ByteWindow in, long end) throws IOException, UnfitImageException {
        int count = in.u8();
        if (count == 0 || count > components.length || end - in.position() != 2L * count + 3) {
            throw UnfitImageException.corrupt("a JPEG scan has an impossible header");
        }
        int[] carried = new int[count];
        for (int i = 0; i < count; i++) {
            carried[i] = indexOf(in.u8());
            in.skip(1);
        }
        int firstCoefficient = in.u8();
        int lastCoefficient = in.u8();
        int approximation = in.u8();
        if (firstCoefficient > lastCoefficient || lastCoefficient > LAST_COEFFICIENT) {
            throw UnfitImageException.corrupt("a JPEG scan has an impossible header");
        }
        boolean first = !progressive || firstCoefficient == 0 && approximation >> 4 == 0;
        return first ? begin(carried) : 0;
    }

    private long begin(int[] carried) {
        long blocks = 0;
        for (int index : carried) {
            begun[index] = true;
            blocks += blocks(components[index]);
        }
        return progressive ? blocks : 2 * blocks;
    }

    private int indexOf(int id) throws UnfitImageException {
        for (int i = 0; i < components.length; i++) {
            if (components[i].id == id) {
                return i;
            }
        }
        throw UnfitImageException.corrupt("a JPEG scan carries a colour that the header does not know");
    }

    /** Blocks of a component without the padding that interleaving adds (T.81 A.1.1 and A.2). */
    private long blocks(Component component) {
        int mostHorizontal = 1;
        int mostVertical = 1;
        for (Component each : components) {
            mostHorizontal = Math.max(mostHorizontal, each.horizontal);
            mostVertical = Math.max(mostVertical, each.vertical);
        }
        long samplesAcross = ceil((long) width * component.horizontal, mostHorizontal);
        long samplesDown = ceil((long) height * component.vertical, mostVertical);
        return ceil(samplesAcross, BLOCK) * ceil(samplesDown, BLOCK);
    }

    private static long ceil(long value, long unit) {
        return (value + unit - 1) / unit;
    }

    /** Fails when a colour never came: the file was cut off between two scans. */
    void requireAllComponents() throws UnfitImageException {
        for (boolean came : begun) {
            if (!came) {
                throw UnfitImageException.truncated();
            }
        }
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
