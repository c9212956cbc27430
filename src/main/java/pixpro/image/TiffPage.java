package pixpro.image;

import java.io.IOException;
import java.util.Set;

/** One page of a TIFF: its size, and its strips or tiles, all of which must lie in the file (TIFF 6.0, 8 and 15). */
final class TiffPage {

    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS_PER_SAMPLE = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES_PER_PIXEL = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTE_COUNTS = 279;
    private static final int PLANAR = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTE_COUNTS = 325;
    private static final int SUB_DIRECTORIES = 330;
    private static final int EXTRA_SAMPLES = 338;
    private static final int DNG_VERSION = 50706;

    /** The fields a page is judged by. */
    static final Set<Integer> TAGS = Set.of(
            NEW_SUBFILE_TYPE,
            WIDTH,
            HEIGHT,
            BITS_PER_SAMPLE,
            COMPRESSION,
            PHOTOMETRIC,
            STRIP_OFFSETS,
            ExifOrientation.TAG,
            SAMPLES_PER_PIXEL,
            ROWS_PER_STRIP,
            STRIP_BYTE_COUNTS,
            PLANAR,
            TILE_WIDTH,
            TILE_HEIGHT,
            TILE_OFFSETS,
            TILE_BYTE_COUNTS,
            SUB_DIRECTORIES,
            EXTRA_SAMPLES,
            DNG_VERSION);

    private static final int UNCOMPRESSED = 1;
    private static final int OLD_JPEG = 6;
    private static final int YCBCR = 6;
    private static final int COLOUR_FILTER_ARRAY = 32803;
    private static final int LINEAR_RAW = 34892;
    private static final int SEPARATE_PLANES = 2;
    private static final int ASSOCIATED_ALPHA = 1;
    private static final int UNASSOCIATED_ALPHA = 2;
    private static final int MAX_SAMPLES = 16;
    private static final int MAX_BITS = 64;
    private static final int BATCH = 1024;

    private final TiffDirectory fields;
    private final long width;
    private final long height;
    private final boolean tiled;
    private final long pieceWidth;
    private final long pieceHeight;
    private final long samples;
    private final long planes;

    private TiffPage(TiffDirectory fields) throws IOException, UnfitImageException {
        this.fields = fields;
        width = fields.number(WIDTH, 0);
        height = fields.number(HEIGHT, 0);
        tiled = fields.has(TILE_OFFSETS);
        pieceWidth = tiled ? fields.number(TILE_WIDTH, 0) : width;
        pieceHeight = tiled ? fields.number(TILE_HEIGHT, 0) : Math.min(height, fields.number(ROWS_PER_STRIP, height));
        samples = fields.number(SAMPLES_PER_PIXEL, 1);
        planes = fields.number(PLANAR, 1) == SEPARATE_PLANES ? samples : 1;
    }

    static TiffPage read(TiffDirectory fields) throws IOException, UnfitImageException {
        refuseRaw(fields);
        TiffPage page = new TiffPage(fields);
        if (!isSide(page.width) || !isSide(page.height) || !isSide(page.pieceWidth) || !isSide(page.pieceHeight)) {
            throw UnfitImageException.corrupt("a TIFF page has no pixels or an impossible size");
        }
        long bits = fields.number(BITS_PER_SAMPLE, 1);
        if (page.samples < 1 || page.samples > MAX_SAMPLES || bits < 1 || bits > MAX_BITS) {
            throw UnfitImageException.unsupported("a TIFF with " + page.samples + " samples of " + bits + " bits");
        }
        if (fields.number(COMPRESSION, UNCOMPRESSED) == OLD_JPEG) {
            throw UnfitImageException.unsupported("a TIFF with old-style JPEG compression");
        }
        return page;
    }

    /** Raw photos are TIFFs whose first page is a thumbnail, or whose pixels are no colours yet. */
    private static void refuseRaw(TiffDirectory fields) throws IOException, UnfitImageException {
        long photometric = fields.number(PHOTOMETRIC, 0);
        boolean thumbnail = (fields.number(NEW_SUBFILE_TYPE, 0) & 1) == 1 && fields.has(SUB_DIRECTORIES);
        boolean sensor = photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW;
        if (fields.has(DNG_VERSION) || thumbnail || sensor) {
            throw UnfitImageException.unsupported("a camera's raw photo");
        }
    }

    private static boolean isSide(long pixels) {
        return pixels > 0 && pixels <= Integer.MAX_VALUE;
    }

    int width() {
        return (int) width;
    }

    int height() {
        return (int) height;
    }

    /** The width with what tiles add beyond the edge, in pixels: a decoder allocates whole tiles. */
    long storedWidth() {
        return pieces(width, pieceWidth) * pieceWidth;
    }

    /** The height with what tiles add beyond the edge, in pixels. */
    long storedHeight() {
        return tiled ? pieces(height, pieceHeight) * pieceHeight : height;
    }

    boolean alpha() throws IOException, UnfitImageException {
        long extra = fields.number(EXTRA_SAMPLES, 0);
        return extra == ASSOCIATED_ALPHA || extra == UNASSOCIATED_ALPHA;
    }

    int orientation() throws IOException, UnfitImageException {
        return ExifOrientation.valid(fields.number(ExifOrientation.TAG, ExifOrientation.UPRIGHT));
    }

    /** Fails unless all strips or tiles are there, in a file of this many bytes. */
    void requireData(long fileBytes) throws IOException, UnfitImageException {
        int offsetTag = tiled ? TILE_OFFSETS : STRIP_OFFSETS;
        int lengthTag = tiled ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
        long expected = planes * pieces(width, pieceWidth) * pieces(height, pieceHeight);
        if (fields.count(offsetTag) < expected || fields.count(lengthTag) < expected) {
            throw UnfitImageException.corrupt("a TIFF page does not have all its strips or tiles");
        }
        long bytes = 0;
        for (long from = 0; from < expected; from += BATCH) {
            int count = (int) Math.min(BATCH, expected - from);
            long[] offsets = fields.numbers(offsetTag, from, count);
            long[] lengths = fields.numbers(lengthTag, from, count);
            for (int i = 0; i < count; i++) {
                if (offsets[i] <= 0
                        || lengths[i] <= 0
                        || lengths[i] > fileBytes
                        || offsets[i] > fileBytes - lengths[i]) {
                    throw UnfitImageException.truncated();
                }
                bytes += lengths[i];
            }
        }
        if (bytes < leastBytes()) {
            throw UnfitImageException.truncated();
        }
    }

    /** Pixels that are not packed have a known size; subsampled colours are the exception. */
    private long leastBytes() throws IOException, UnfitImageException {
        boolean known =
                fields.number(COMPRESSION, UNCOMPRESSED) == UNCOMPRESSED && fields.number(PHOTOMETRIC, 0) != YCBCR;
        long bitsPerPixel = samples / planes * fields.number(BITS_PER_SAMPLE, 1);
        return known ? planes * height * ((width * bitsPerPixel + 7) / 8) : 0;
    }

    private static long pieces(long side, long piece) {
        return (side + piece - 1) / piece;
    }
}
