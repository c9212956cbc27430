package pixpro.engine.photo;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a file says about itself, read without decoding a pixel.
 *
 * @param format by magic bytes
 * @param width in pixels, as stored, before orientation
 * @param height in pixels, as stored, before orientation
 * @param orientation EXIF orientation 1 to 8; 1 where the decoder turns the picture itself (TIFF)
 */
record ImageHeader(PhotoFormat format, int width, int height, int orientation) {

    /** Reads the header; throws {@link PhotoRefused} for unknown, truncated or nonsensical files. */
    static ImageHeader read(byte[] file) {
        if (file.length == 0) {
            throw new PhotoRefused("the image is empty");
        }
        PhotoFormat format = PhotoFormat.of(file);
        ImageHeader header;
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            header = switch (format) {
                case JPEG -> JpegStructure.read(bytes);
                case PNG -> PngStructure.read(bytes);
                case WEBP -> WebpStructure.read(bytes.order(ByteOrder.LITTLE_ENDIAN));
                case GIF -> gif(bytes.order(ByteOrder.LITTLE_ENDIAN));
                case TIFF -> tiff(bytes);
                case BMP -> bmp(bytes.order(ByteOrder.LITTLE_ENDIAN));
            };
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw truncated(format, e);
        }
        if (header.width < 1 || header.height < 1) {
            throw new PhotoRefused("the " + format.label() + " image has no pixels");
        }
        return header;
    }

    static PhotoRefused truncated(PhotoFormat format, Throwable cause) {
        return new PhotoRefused("the " + format.label() + " image is truncated or damaged", cause);
    }

    private static ImageHeader gif(ByteBuffer file) {
        return new ImageHeader(PhotoFormat.GIF, file.getShort(6) & 0xFFFF, file.getShort(8) & 0xFFFF, 1);
    }

    private static ImageHeader tiff(ByteBuffer file) {
        TiffDirectory directory = TiffDirectory.read(file);
        return new ImageHeader(
                PhotoFormat.TIFF, directory.value(TiffDirectory.WIDTH, 0), directory.value(TiffDirectory.HEIGHT, 0), 1);
    }

    private static ImageHeader bmp(ByteBuffer file) {
        boolean old = file.getInt(14) == 12;
        int width = old ? file.getShort(18) & 0xFFFF : file.getInt(18);
        int height = old ? file.getShort(20) & 0xFFFF : file.getInt(22);
        // a negative height means that the rows run from top to bottom
        return new ImageHeader(PhotoFormat.BMP, width, Math.abs(height), 1);
    }
}
