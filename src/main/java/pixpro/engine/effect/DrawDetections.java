package pixpro.engine.effect;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import pixpro.engine.photo.Photo;

/**
 * Draws a box with its label around each thing that another model has found, and gives the detections back as they came.
 * No effect of its own: one that finds by words calls it.
 */
public final class DrawDetections implements Effect {
    private static final String DETECTIONS = "detections";

    @Override
    public String name() {
        return "draw-detections";
    }

    @Override
    public String description() {
        return "Draws boxes with labels around what another model has found";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Option> options() {
        return List.of(new DetectionsOption(
                DETECTIONS,
                "JSON: {\"detections\": [{\"label\", \"x\", \"y\", \"width\", \"height\"}]}, in shares of the upright"
                        + " picture's width and height, from its top left corner"));
    }

    @Override
    public boolean detects() {
        return true;
    }

    @Override
    public Outcome apply(Photo photo, OptionValues options) {
        Mat colour = photo.colour8().clone();
        List<LabelledArea> areas = options.areas(DETECTIONS);
        areas.forEach(area -> area.box(colour.cols(), colour.rows()).draw(colour));
        // over all boxes, so that no line crosses a word
        for (int i = 0; i < areas.size(); i++) {
            LabelledArea area = areas.get(i);
            LabelPlate.draw(colour, area.box(colour.cols(), colour.rows()), words(area, i));
        }
        return new Outcome(photo.withColour(colour), areas);
    }

    /** What the font cannot write is told by its place in the list instead: a row of empty boxes would tell nothing. */
    private static String words(LabelledArea area, int index) {
        return Lettering.canWrite(area.label()) ? area.label() : Integer.toString(index + 1);
    }
}
