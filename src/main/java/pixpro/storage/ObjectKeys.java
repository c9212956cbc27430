package pixpro.storage;

/** Where things lie in the bucket. Keys derive from ids only, so that doing a thing twice overwrites it with itself. */
public final class ObjectKeys {

    private ObjectKeys() {}

    /** @return the key of an image's original */
    public static String original(String imageId) {
        return "images/" + imageId + "/original";
    }

    /** @return the key of a job's result picture */
    public static String result(String imageId, String jobId) {
        return "images/" + imageId + "/results/" + jobId;
    }

    /**
     * @param side the longer side's pixels
     * @return the key of one of an image's thumbnails
     */
    public static String thumbnail(String imageId, int side) {
        return "images/" + imageId + "/thumbnails/" + side;
    }

    /**
     * @param done how many steps of a chain are done
     * @return the key of the picture that the last of them made, for the next to go on with
     */
    public static String step(String imageId, String jobId, int done) {
        return "images/" + imageId + "/steps/" + jobId + "/" + done;
    }
}
