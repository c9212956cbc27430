package pixpro.engine.photo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A colour profile that does not fit into one segment of a JPEG, which OpenCV refuses to write. */
final class JpegProfile {
    private static final byte[] NAME = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST = 65_535 - 2 - NAME.length - 2;

    private JpegProfile() {}

    static boolean isLong(Mat profile) {
        return profile != null && profile.total() > MOST;
    }

    /** Puts the profile, in as many segments as it takes, behind the JFIF header that every such file begins with. */
    static BytePointer insert(Mat profile, BytePointer jpeg) {
        byte[] segments = segments(profile);
        long header = 2 + 2 + ((jpeg.get(4) & 0xFF) << 8 | jpeg.get(5) & 0xFF);
        long length = jpeg.limit();
        BytePointer whole = new BytePointer(length + segments.length);
        Pointer.memcpy(whole, jpeg, header);
        whole.position(header).put(segments, 0, segments.length);
        Pointer.memcpy(whole.position(header + segments.length), jpeg.position(header), length - header);
        jpeg.close();
        return whole.position(0);
    }

    private static byte[] segments(Mat profile) {
        byte[] bytes = new byte[(int) profile.total()];
        profile.data().get(bytes);
        int count = (bytes.length + MOST - 1) / MOST;
        ByteBuffer segments = ByteBuffer.allocate(bytes.length + count * (4 + NAME.length + 2));
        for (int i = 0; i < count; i++) {
            int length = Math.min(MOST, bytes.length - i * MOST);
            segments.putShort((short) 0xFFE2).putShort((short) (2 + NAME.length + 2 + length));
            segments.put(NAME).put((byte) (i + 1)).put((byte) count).put(bytes, i * MOST, length);
        }
        return segments.array();
    }
}
