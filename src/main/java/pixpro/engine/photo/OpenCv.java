package pixpro.engine.photo;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/** The native library: loaded once, before anything else of OpenCV is touched. */
public final class OpenCv {
    static {
        // JavaCPP otherwise refuses native memory beyond twice the Java heap, which is small here on purpose
        defaultProperty("org.bytedeco.javacpp.maxBytes", "0");
        defaultProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        Loader.load(opencv_core.class);
        Loader.load(opencv_imgproc.class);
        Loader.load(opencv_imgcodecs.class);
        // pictures are small next to the cost of compiling kernels for a graphics driver that servers lack
        opencv_core.setUseOpenCL(false);
    }

    private OpenCv() {}

    /** Loads the library if that has not happened yet. Throws {@link UnsatisfiedLinkError} if this platform has none. */
    public static void load() {
        // the static block above does it
    }

    /**
     * Limits how many threads one operation is spread over.
     *
     * @param threads at least 1
     */
    public static void limitThreads(int threads) {
        opencv_core.setNumThreads(threads);
    }

    /** Gives the version of OpenCV, as in {@code 4.13.0}. */
    public static String version() {
        return opencv_core.CV_VERSION();
    }

    private static void defaultProperty(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
