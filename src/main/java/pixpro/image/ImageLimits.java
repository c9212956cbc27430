package pixpro.image;

/**
 * How large an image may be.
 *
 * @param maxBytes the most bytes a file may have
 * @param maxPixels the most pixels it may hold, summed over all frames of an animation and all pages of a TIFF
 */
public record ImageLimits(long maxBytes, long maxPixels) {

    /** 50 MB and 100 megapixels. */
    public static final ImageLimits DEFAULT = new ImageLimits(50L * 1024 * 1024, 100_000_000);

    /** @throws IllegalArgumentException when a limit is not positive */
    public ImageLimits {
        if (maxBytes <= 0 || maxPixels <= 0) {
            throw new IllegalArgumentException(
                    "Image limits are positive: " + maxBytes + " bytes, " + maxPixels + " pixels");
        }
    }
}
