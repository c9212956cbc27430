package pixpro.prepare;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import pixpro.engine.photo.OpenCv;

/** WebP files, which Java cannot write. */
public final class WebpFiles {

    private WebpFiles() {}

    /** A file of one colour. */
    public static byte[] of(int width, int height) {
        OpenCv.load();
        try (Mat picture = new Mat(height, width, opencv_core.CV_8UC3, new Scalar(60, 112, 160, 0));
                BytePointer file = new BytePointer()) {
            opencv_imgcodecs.imencode(".webp", picture, file);
            byte[] bytes = new byte[(int) file.limit()];
            file.get(bytes);
            return bytes;
        }
    }
}
