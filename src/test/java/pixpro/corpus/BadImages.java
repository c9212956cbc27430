package pixpro.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Files that must be refused, with the problem a client must be told; all are small, whatever they claim. */
public final class BadImages {

    private static final String NOT_AN_IMAGE = "not-an-image";
    private static final String UNSUPPORTED = "unsupported-image";
    private static final String TRUNCATED = "truncated-image";
    private static final String CORRUPT = "corrupt-image";
    private static final String TOO_MANY_PIXELS = "too-many-pixels";
    private static final String TOO_COMPLEX = "too-complex-image";

    private BadImages() {}

    /** All of them, for limits of 50 MB and 100 megapixels. */
    public static List<BadImage> all() {
        List<BadImage> all = new ArrayList<>();
        all.add(new BadImage("empty.jpg", empty(), "empty-file"));
        all.addAll(foreign());
        all.addAll(truncated());
        all.addAll(pngs());
        all.addAll(jpegs());
        all.addAll(gifs());
        all.addAll(webps());
        all.addAll(tiffs());
        all.addAll(bmps());
        return all;
    }

    /** No bytes at all. */
    public static byte[] empty() {
        return new byte[0];
    }

    /** Words, to be called .jpg. */
    public static byte[] text() {
        return "Dear PixPro, this is no photo.\n".repeat(20).getBytes(StandardCharsets.UTF_8);
    }

    /** A PNG cut in the middle. */
    public static byte[] truncatedPng() {
        byte[] png = GoodImages.png(GoodImages.WIDTH, GoodImages.HEIGHT);
        return Arrays.copyOf(png, png.length / 2);
    }

    /** A PNG whose header claims a size that its few pixels do not fill. */
    public static byte[] pngClaiming(int width, int height) {
        return new PngChunks().header(width, height, 2).zeros(1000).end();
    }

    /** A PNG of 50,000 × 50,000 pixels, says its header. */
    public static byte[] hugePng() {
        return pngClaiming(50_000, 50_000);
    }

    /** A PNG with more scanlines packed than its header promises: 64 MB out of 64 KB. */
    public static byte[] pngBomb() {
        return new PngChunks().header(16, 16, 2).zeros(64L << 20).end();
    }

    private static List<BadImage> foreign() {
        return List.of(
                bad("one-byte.png", new byte[] {(byte) 0x89}, NOT_AN_IMAGE),
                bad("text.jpg", text(), NOT_AN_IMAGE),
                bad("bmw.bmp", ascii("BMW for sale, only one owner"), NOT_AN_IMAGE),
                bad("drawing.jpg", ascii("<?xml version='1.0'?><svg><script>alert(1)</script></svg>"), NOT_AN_IMAGE),
                bad("page.png", ascii("<!DOCTYPE html><html><body>hello</body></html>"), NOT_AN_IMAGE),
                bad("shell.gif", ascii("<?php system($_GET['c']); ?>"), NOT_AN_IMAGE),
                bad("document.jpg", ascii("%PDF-1.7\n%\u00E2\u00E3\n1 0 obj"), NOT_AN_IMAGE),
                bad("archive.jpg", ascii("PK\3\4\24\0\0\0\10\0"), NOT_AN_IMAGE),
                bad("photo.heic", ascii("\0\0\0\30ftypheic\0\0\0\0mif1heic"), NOT_AN_IMAGE),
                bad("photo.avif", ascii("\0\0\0\34ftypmif1\0\0\0\0avifmif1"), NOT_AN_IMAGE),
                bad("photo.jxl", ascii("\0\0\0\14JXL \r\n\u0087\n"), NOT_AN_IMAGE),
                bad("film.mp4", ascii("\0\0\0\30ftypisom\0\0\2\0isomiso2"), NOT_AN_IMAGE),
                bad("raw.cr2", ascii("II*\0\20\0\0\0CR\2\0"), NOT_AN_IMAGE),
                bad("Program.class", ascii("\u00CA\u00FE\u00BA\u00BE\0\0\0\u003D"), NOT_AN_IMAGE),
                bad("zeros.jpg", new byte[5000], NOT_AN_IMAGE));
    }

    /** Every good image cut at 1, 25, 50 and 99 percent, and each format's magic alone. */
    private static List<BadImage> truncated() {
        List<BadImage> cut = new ArrayList<>();
        for (Map.Entry<String, byte[]> good : GoodImages.all().entrySet()) {
            byte[] bytes = good.getValue();
            int whole = good.getKey().startsWith("trailing-bytes") ? bytes.length - 1000 : bytes.length;
            for (int percent : new int[] {1, 25, 50, 99}) {
                // less than the magic is not recognised at all
                int length = Math.max(18, Math.min(whole * percent / 100, whole - 1));
                cut.add(bad(percent + "-percent-of-" + good.getKey(), Arrays.copyOf(bytes, length), TRUNCATED));
            }
        }
        Map<String, String> magics = Map.of(
                "jpg", "\u00FF\u00D8\u00FF",
                "png", "\u0089PNG\r\n\u001A\n",
                "webp", "RIFF\u00FF\u00FF\0\0WEBP",
                "gif", "GIF89a",
                "tiff", "II*\0",
                "bmp", "BM");
        magics.forEach((extension, magic) -> cut.add(bad("magic-only." + extension, ascii(magic), TRUNCATED)));
        return cut;
    }

    private static List<BadImage> pngs() {
        byte[] zeros = PngChunks.deflatedZeros(16 * 17);
        byte[] half = Arrays.copyOf(zeros, zeros.length / 2);
        PngChunks manyChunks = new PngChunks().header(16, 16, 0);
        for (int i = 0; i < 100_000; i++) {
            manyChunks.chunk("tEXt", new byte[0]);
        }
        PngChunks manyFrames = new PngChunks().header(1000, 1000, 0).zeros(1000 * 1001);
        for (int i = 0; i < 200; i++) {
            manyFrames.chunk("fcTL", frameControl(1000)).chunk("fdAT", frameData(1000 * 1001));
        }
        return List.of(
                bad("huge.png", hugePng(), TOO_MANY_PIXELS),
                bad("205-megapixels.png", pngClaiming(18375, 11175), TOO_MANY_PIXELS),
                bad("most-pixels-of-all.png", pngClaiming(Integer.MAX_VALUE, Integer.MAX_VALUE), TOO_MANY_PIXELS),
                bad("tall-and-hollow.png", pngClaiming(1, 100_000), TRUNCATED),
                bad("negative.png", pngClaiming(-1, 10), CORRUPT),
                bad("no-pixels.png", pngClaiming(0, 0), CORRUPT),
                bad("bomb.png", pngBomb(), CORRUPT),
                bad(
                        "wrong-sum.png",
                        new PngChunks()
                                .header(16, 16, 0)
                                .chunk("IDAT", zeros, 1)
                                .end(),
                        CORRUPT),
                bad(
                        "no-end.png",
                        new PngChunks().header(16, 16, 0).chunk("IDAT", zeros).bytes(),
                        TRUNCATED),
                bad(
                        "cut-and-closed.png",
                        new PngChunks().header(16, 16, 0).chunk("IDAT", half).end(),
                        TRUNCATED),
                bad("no-data.png", new PngChunks().header(16, 16, 0).end(), CORRUPT),
                bad("no-header.png", new PngChunks().chunk("IDAT", zeros).end(), CORRUPT),
                bad(
                        "no-palette.png",
                        new PngChunks().header(16, 16, 3).chunk("IDAT", zeros).end(),
                        CORRUPT),
                bad(
                        "unpackable.png",
                        new PngChunks().header(9, 9, 0).chunk("IDAT", text()).end(),
                        CORRUPT),
                bad(
                        "unknown-type.png",
                        new PngChunks().header(16, 16, 5).chunk("IDAT", zeros).end(),
                        CORRUPT),
                bad("many-chunks.png", manyChunks.chunk("IDAT", zeros).end(), TOO_COMPLEX),
                bad("many-frames.png", manyFrames.end(), TOO_MANY_PIXELS));
    }

    private static List<BadImage> jpegs() {
        byte[] good = GoodImages.jpeg(GoodImages.WIDTH, GoodImages.HEIGHT);
        byte[] progressive = GoodImages.progressiveJpeg(GoodImages.WIDTH, GoodImages.HEIGHT);
        int scan = Bytes.find(good, 0xFF, 0xDA);
        byte[] closedEarly = GoodImages.join(Arrays.copyOf(good, scan + 14), Bytes.of(0xFF, 0xD9));
        int firstScan = Bytes.find(progressive, 0xFF, 0xDA);
        byte[] oneScan =
                Arrays.copyOfRange(progressive, firstScan, Bytes.findFrom(progressive, firstScan + 2, 0xFF, 0xC4));
        byte[][] scans = new byte[1002][];
        Arrays.fill(scans, oneScan);
        scans[0] = Arrays.copyOf(progressive, firstScan);
        scans[1001] = Bytes.of(0xFF, 0xD9);
        return List.of(
                bad("no-end.jpg", Arrays.copyOf(good, good.length - 2), TRUNCATED),
                bad("cut-and-closed.jpg", closedEarly, TRUNCATED),
                bad("80-megapixels-of-nothing.jpg", jpegClaiming(good, 9000, 9000), TRUNCATED),
                bad("most-pixels.jpg", jpegClaiming(good, 65535, 65535), TOO_MANY_PIXELS),
                bad("no-pixels.jpg", jpegClaiming(good, 0, 0), CORRUPT),
                bad("thousand-scans.jpg", GoodImages.join(scans), TOO_COMPLEX),
                bad("arithmetic.jpg", Bytes.with(good, Bytes.find(good, 0xFF, 0xC0) + 1, 0xC9), UNSUPPORTED),
                bad("12-bit.jpg", Bytes.with(good, Bytes.find(good, 0xFF, 0xC0) + 4, 12), UNSUPPORTED),
                bad("no-scan.jpg", GoodImages.join(Arrays.copyOf(good, scan), Bytes.of(0xFF, 0xD9)), CORRUPT));
    }

    private static byte[] jpegClaiming(byte[] jpeg, int width, int height) {
        int frame = Bytes.find(jpeg, 0xFF, 0xC0);
        return Bytes.with(jpeg, frame + 5, height >> 8, height & 0xFF, width >> 8, width & 0xFF);
    }

    private static List<BadImage> gifs() {
        byte[] good = GoodImages.gif(GoodImages.WIDTH, GoodImages.HEIGHT);
        int data = GoodImages.animatedGif(1, 1, 1).length;
        return List.of(
                bad("ten-thousand-frames.gif", GoodImages.animatedGif(1, 1, 10_000), TOO_COMPLEX),
                bad("many-pixels.gif", GoodImages.animatedGif(1000, 1000, 101), TOO_MANY_PIXELS),
                bad("no-pixels.gif", Bytes.with(good, 6, 0, 0, 0, 0), CORRUPT),
                bad("frame-outside.gif", Bytes.with(good, 6, 1, 0, 1, 0), CORRUPT),
                bad("no-end.gif", Arrays.copyOf(good, good.length - 1), TRUNCATED),
                bad("no-frames.gif", ascii("GIF89a\1\0\1\0\0\0\0;"), CORRUPT),
                bad("cut-and-closed.gif", ascii("GIF89a\2\0\2\0\0\0\0,\0\0\0\0\2\0\2\0\0\2\1\4\0;"), TRUNCATED),
                bad("undefined-code.gif", ascii("GIF89a\2\0\2\0\0\0\0,\0\0\0\0\2\0\2\0\0\2\1\7\0;"), CORRUPT),
                bad("early-code.gif", ascii("GIF89a\2\0\2\0\0\0\0,\0\0\0\0\2\0\2\0\0\2\2\u00CC\1\0;"), CORRUPT),
                bad(
                        "no-block.gif",
                        GoodImages.join(Arrays.copyOf(good, good.length - 1), new byte[data], text()),
                        CORRUPT));
    }

    private static List<BadImage> webps() {
        byte[] lossy = GoodImages.resource("lossy.webp");
        byte[] extended = GoodImages.resource("lossy-alpha.webp");
        byte[] animated = GoodImages.resource("animated.webp");
        int start = Bytes.find(lossy, 0x9D, 0x01, 0x2A);
        return List.of(
                bad("riff-too-long.webp", Bytes.with(lossy, 4, 0xFF, 0xFF, 0xFF, 0x7F), TRUNCATED),
                bad("chunk-too-long.webp", Bytes.with(lossy, 16, 0xFF, 0xFF, 0xFF, 0x7F), CORRUPT),
                bad("268-megapixels.webp", Bytes.with(lossy, start + 3, 0xFF, 0x3F, 0xFF, 0x3F), TOO_MANY_PIXELS),
                bad("no-pixels.webp", Bytes.with(lossy, start + 3, 0, 0, 0, 0), CORRUPT),
                bad("no-key-frame.webp", Bytes.with(lossy, 20, lossy[20] | 1), CORRUPT),
                bad("no-pixels-at-all.webp", ascii("RIFF\14\0\0\0WEBPICCP\0\0\0\0"), CORRUPT),
                bad("canvas-lies.webp", Bytes.with(extended, 24, 15, 0, 0, 15, 0, 0), CORRUPT),
                bad("huge-canvas.webp", Bytes.with(extended, 24, 255, 255, 255, 255, 255, 255), TOO_MANY_PIXELS),
                bad("many-pixels.webp", Bytes.with(animated, 24, 0xFF, 0x1F, 0, 0xFF, 0x1F, 0), TOO_MANY_PIXELS));
    }

    private static List<BadImage> tiffs() {
        byte[] good = GoodImages.tiff(GoodImages.WIDTH, GoodImages.HEIGHT);
        return List.of(
                bad("circle.tiff", TiffBytes.circle(), CORRUPT),
                bad("no-pages.tiff", ascii("II*\0\0\0\0\0"), CORRUPT),
                bad("page-outside.tiff", ascii("II*\0\u00FF\u00FF\0\0"), TRUNCATED),
                bad("cut-strip.tiff", TiffBytes.page(16, 16, 8, 256), TRUNCATED),
                bad("thin-strip.tiff", TiffBytes.page(16, 16, 8, 1), TRUNCATED),
                bad("huge.tiff", TiffBytes.page(50_000, 50_000, 8, 1), TOO_MANY_PIXELS),
                bad("no-pixels.tiff", TiffBytes.page(0, 16, 8, 1), CORRUPT),
                bad("2-gigabit-samples.tiff", TiffBytes.page(1, 1, Integer.MAX_VALUE, 1), UNSUPPORTED),
                bad("impossible-big.tiff", GoodImages.join(ascii("II+\0\7\0\0\0"), good), CORRUPT));
    }

    private static List<BadImage> bmps() {
        byte[] good = GoodImages.bmp(GoodImages.WIDTH, GoodImages.HEIGHT);
        byte[] runs = GoodImages.all().get("runs.bmp");
        return List.of(
                bad("huge.bmp", Bytes.with(good, 18, 0x50, 0xC3, 0, 0, 0x50, 0xC3, 0, 0), TOO_MANY_PIXELS),
                bad("taller-than-its-file.bmp", Bytes.with(good, 22, 0xFF, 0, 0, 0), TRUNCATED),
                bad("tallest.bmp", Bytes.with(good, 22, 0, 0, 0, 0x80), CORRUPT),
                bad("negative-width.bmp", Bytes.with(good, 18, 0xFF, 0xFF, 0xFF, 0xFF), CORRUPT),
                bad("no-pixels.bmp", Bytes.with(good, 18, 0, 0, 0, 0, 0, 0, 0, 0), CORRUPT),
                bad("pixels-in-header.bmp", Bytes.with(good, 10, 2, 0, 0, 0), CORRUPT),
                bad("pixels-outside.bmp", Bytes.with(good, 10, 0, 0, 0, 0x7F), TRUNCATED),
                bad("jpeg-inside.bmp", Bytes.with(good, 30, 4, 0, 0, 0), UNSUPPORTED),
                bad("runs-leave.bmp", Bytes.with(runs, 18, 1, 0, 0, 0), CORRUPT));
    }

    private static byte[] frameControl(int side) {
        return ByteBuffer.allocate(26).putInt(0).putInt(side).putInt(side).array();
    }

    private static byte[] frameData(long bytes) {
        return GoodImages.join(new byte[4], PngChunks.deflatedZeros(bytes));
    }

    private static BadImage bad(String fileName, byte[] bytes, String problem) {
        return new BadImage(fileName, bytes, problem);
    }

    /** One byte per character, up to U+00FF. */
    private static byte[] ascii(String characters) {
        return characters.getBytes(StandardCharsets.ISO_8859_1);
    }
}
