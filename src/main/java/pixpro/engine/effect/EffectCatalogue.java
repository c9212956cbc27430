package pixpro.engine.effect;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pixpro.engine.photo.PhotoDecoder;

/** All effects by name. */
public final class EffectCatalogue {
    private static final String DEFAULT_TAG = ":latest";

    private final Map<String, Effect> effects = new LinkedHashMap<>();

    /**
     * @param decoder whose pixel limit also bounds what an effect may produce
     */
    public EffectCatalogue(PhotoDecoder decoder) {
        FaceFinder faces = new FaceFinder();
        List.of(
                        new Enhance(),
                        new Denoise(),
                        new Sharpen(),
                        new Upscale(decoder.maxPixels()),
                        new BlackAndWhite(),
                        new Cartoon(),
                        new Sketch(),
                        new OilPainting(),
                        new Vignette(),
                        new DetectFaces(faces),
                        new BlurFaces(faces),
                        new DetectPeople(),
                        new DrawDetections(),
                        new Thumbnails(),
                        new RemoveBackground(faces),
                        new Straighten(),
                        new Watermark())
                .forEach(effect -> effects.put(effect.name(), effect));
    }

    /** Finds an effect; a model name without a tag means the tag {@code latest}, as with Ollama. */
    public Optional<Effect> find(String model) {
        String name = model.endsWith(DEFAULT_TAG) ? model.substring(0, model.length() - DEFAULT_TAG.length()) : model;
        return Optional.ofNullable(effects.get(name));
    }

    /** Lists all effects in a fixed order. */
    public Collection<Effect> all() {
        return effects.values();
    }
}
