package pixpro.image;

/**
 * What is known of an image that was found complete.
 *
 * @param format recognised by content
 * @param width pixels per row as stored (of the canvas for an animation, of the first page for a TIFF)
 * @param height rows as stored
 * @param alpha whether pixels may be transparent
 * @param frames frames of an animation, pages of a TIFF; 1 for a still image
 * @param orientation EXIF orientation 1..8, 1 when there is none: how to turn the stored pixels to see them upright
 * @param bytes the size of the file
 */
public record ImageFacts(
        ImageFormat format, int width, int height, boolean alpha, int frames, int orientation, long bytes) {

    /** EXIF orientations 5 to 8 lie on their side. */
    private static final int FIRST_SIDEWAYS_ORIENTATION = 5;

    /** The width as a person sees it, in pixels: after turning by the EXIF orientation. */
    public int orientedWidth() {
        return sideways() ? height : width;
    }

    /** The height as a person sees it, in pixels: after turning by the EXIF orientation. */
    public int orientedHeight() {
        return sideways() ? width : height;
    }

    private boolean sideways() {
        return orientation >= FIRST_SIDEWAYS_ORIENTATION;
    }
}
