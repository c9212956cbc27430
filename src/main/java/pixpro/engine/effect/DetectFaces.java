package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import pixpro.engine.photo.Photo;

/** Lists faces and draws a box around each. */
public final class DetectFaces implements Effect {
    private final FaceFinder faces;

    DetectFaces(FaceFinder faces) {
        this.faces = faces;
    }

    @Override
    public String name() {
        return "detect-faces";
    }

    @Override
    public String description() {
        return "Finds faces, lists them and draws a box around each";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("minSize", 0.02, 1, 0.05, "Smallest face, as a share of the shorter side"),
                Option.number("confidence", 0, 1, 0.5, "Least confidence of what is listed"));
    }

    @Override
    public boolean detects() {
        return true;
    }

    @Override
    public long weightBytes() {
        return faces.bytes();
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        Mat colour = photo.colour8().clone();
        List<Detection> found = faces.find(colour, options.get("minSize"), options.get("confidence"));
        found.forEach(detection -> detection.box().draw(colour));
        return new Outcome(photo.withColour(colour), found);
    }
}
