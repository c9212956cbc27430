package pixpro.image;

import java.io.IOException;
import java.util.Arrays;
import pixpro.image.UnfitImageException.Reason;

/**
 * Walks the marker segments of a JPEG and the coded data between them (ITU-T T.81 annex B; Exif in APP1 as of CIPA
 * DC-008). What follows the end marker is tolerated: phones append previews and videos there.
 */
final class JpegWalk {

    private static final int SOF0 = 0xC0;
    private static final int SOF2 = 0xC2;
    private static final int DHT = 0xC4;
    private static final int DAC = 0xCC;
    private static final int SOF15 = 0xCF;
    private static final int RST0 = 0xD0;
    private static final int RST7 = 0xD7;
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int DNL = 0xDC;
    private static final int APP1 = 0xE1;
    private static final int TEM = 0x01;
    private static final int JPG = 0xC8;

    /** "Exif" and two zeros. */
    private static final byte[] EXIF = {'E', 'x', 'i', 'f', 0, 0};
    /** Encoders use a dozen; every scan makes a decoder pass over the whole image again. */
    private static final int MAX_SCANS = 200;

    private final ByteWindow in;
    private final FrameBudget budget;
    private JpegFrame frame;
    private int scans;
    private boolean exifSeen;
    private int orientation = ExifOrientation.UPRIGHT;

    JpegWalk(ByteWindow in, FrameBudget budget) {
        this.in = in;
        this.budget = budget;
    }

    ImageFacts walk() throws IOException, UnfitImageException {
        in.skip(2);
        int marker = nextMarker();
        while (marker != EOI) {
            marker = marker == SOS ? scan() : segment(marker);
        }
        if (frame == null || scans == 0) {
            throw UnfitImageException.corrupt("it has no pixels");
        }
        frame.requireAllComponents();
        return new ImageFacts(ImageFormat.JPEG, frame.width(), frame.height(), false, 1, orientation, in.length());
    }

    /** Reads one segment and the marker that follows it. */
    private int segment(int marker) throws IOException, UnfitImageException {
        if (marker == SOI) {
            throw UnfitImageException.corrupt("a second JPEG begins inside the first");
        }
        boolean standalone = marker == TEM || marker >= RST0 && marker <= RST7;
        if (!standalone) {
            long end = segmentEnd();
            if (marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC) {
                readFrame(marker, end);
            } else if (marker == APP1 && !exifSeen) {
                readExif(end);
            } else if (marker == DAC) {
                throw UnfitImageException.unsupported("a JPEG with arithmetic coding");
            } else if (marker == DNL) {
                throw UnfitImageException.unsupported("a JPEG that tells its height late");
            }
            in.seek(end);
        }
        return nextMarker();
    }

    private long segmentEnd() throws IOException, UnfitImageException {
        int length = in.u16();
        if (length < 2) {
            throw UnfitImageException.corrupt("a JPEG segment has an impossible length");
        }
        in.require(length - 2);
        return in.position() + length - 2;
    }

    private void readFrame(int marker, long end) throws IOException, UnfitImageException {
        if (marker > SOF2) {
            throw UnfitImageException.unsupported("a lossless, hierarchical or arithmetically coded JPEG");
        }
        if (frame != null) {
            throw UnfitImageException.corrupt("it has two JPEG frame headers");
        }
        frame = JpegFrame.read(in, end, marker == SOF2);
        budget.frame(frame.width(), frame.height());
    }

    private void readExif(long end) throws IOException, UnfitImageException {
        int length = (int) (end - in.position());
        if (length > EXIF.length && Arrays.equals(in.bytes(EXIF.length), EXIF)) {
            exifSeen = true;
            orientation = ExifOrientation.of(in.bytes(length - EXIF.length));
        }
    }

    /** Reads a scan header, its coded data, and the marker that ends it. */
    private int scan() throws IOException, UnfitImageException {
        if (frame == null) {
            throw UnfitImageException.corrupt("its pixels come before its JPEG header");
        }
        scans++;
        if (scans > MAX_SCANS) {
            throw new UnfitImageException(Reason.TOO_COMPLEX, "The JPEG has more than " + MAX_SCANS + " scans.");
        }
        long end = segmentEnd();
        long leastBits = frame.scanHeader(in, end);
        in.seek(end);
        long coded = 0;
        while (true) {
            coded += in.passUntil(0xFF);
            in.u8();
            int marker = skipFill();
            if (marker == 0) {
                // a stuffed zero: the 0xFF before it was data
                coded++;
            } else if (marker < RST0 || marker > RST7) {
                requireCoded(coded, leastBits);
                return marker;
            }
        }
    }

    /** A file cut off and closed with an end marker, or a tiny one that claims a huge picture, fails here. */
    private static void requireCoded(long bytes, long leastBits) throws UnfitImageException {
        if (bytes * Byte.SIZE < leastBits) {
            throw UnfitImageException.truncated();
        }
    }

    /** Bytes between segments mean nothing but occur in edited photos; decoders pass them by, and so does this. */
    private int nextMarker() throws IOException, UnfitImageException {
        int marker = 0;
        while (marker == 0) {
            if (in.u8() == 0xFF) {
                marker = skipFill();
            }
        }
        return marker;
    }

    /** Any number of 0xFF may stand before a marker's second byte (T.81 B.1.1.2). */
    private int skipFill() throws IOException, UnfitImageException {
        int code = in.u8();
        while (code == 0xFF) {
            code = in.u8();
        }
        return code;
    }
}
