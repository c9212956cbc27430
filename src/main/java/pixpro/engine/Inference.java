package pixpro.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import pixpro.engine.effect.Effect;
import pixpro.engine.effect.EffectCatalogue;
import pixpro.engine.effect.OptionValues;
import pixpro.engine.effect.Outcome;
import pixpro.engine.photo.Photo;
import pixpro.engine.photo.PhotoDecoder;
import pixpro.engine.photo.PhotoEncoder;
import pixpro.engine.photo.PhotoRefused;

/** Answers {@code /api/generate} and {@code /api/chat}: one picture in, what was made of it and its findings out. */
final class Inference {
    private static final int STAGES = 3;
    private final Turnstile turnstile;
    private final RequestReader reader;
    private final EffectCatalogue catalogue;
    private final PhotoDecoder decoder;
    private final ObjectMapper mapper = new ObjectMapper();

    Inference(Turnstile turnstile, RequestReader reader, EffectCatalogue catalogue, PhotoDecoder decoder) {
        this.turnstile = turnstile;
        this.reader = reader;
        this.catalogue = catalogue;
        this.decoder = decoder;
    }

    /** Answers one request; throws {@link ApiError} as long as nothing has been sent. */
    @SuppressWarnings("try") // the scope is there to be closed: it frees every matrix made within
    void answer(HttpExchange exchange, boolean chat) throws IOException, InterruptedException {
        long start = System.nanoTime();
        turnstile.enter();
        try (PointerScope scope = new PointerScope()) {
            InferenceRequest request = reader.read(exchange.getRequestBody(), announcedLength(exchange));
            Effect effect = effect(request);
            OptionValues options = options(effect, request);
            byte[] file = onlyImage(request);
            process(
                    request,
                    effect,
                    options,
                    file,
                    new AnswerWriter(exchange, request.stream(), chat, request.model()),
                    start);
        } finally {
            turnstile.leave();
        }
    }

    private void process(
            InferenceRequest request, Effect effect, OptionValues options, byte[] file, AnswerWriter answer, long start)
            throws IOException {
        try {
            long loaded = System.nanoTime();
            Photo photo = decoder.decode(file);
            request.images().clear();
            long decoded = System.nanoTime();
            answer.progress(1, STAGES);
            Outcome outcome = effect.apply(photo, options);
            answer.progress(2, STAGES);
            List<BytePointer> images = new ArrayList<>();
            for (Photo each : outcome.photos()) {
                images.add(file(effect, each, (int) options.get("quality")));
            }
            long end = System.nanoTime();
            answer.progress(STAGES, STAGES);
            answer.finish(
                    text(request, effect, outcome),
                    images,
                    new Durations(end - start, loaded - start, decoded - loaded, end - decoded));
        } catch (PhotoRefused e) {
            if (!answer.fail(e.getMessage())) {
                throw new ApiError(400, e.getMessage());
            }
        } catch (RuntimeException e) {
            if (!answer.fail(OllamaApi.INTERNAL)) {
                throw e;
            }
            OllamaApi.LOG.log(System.Logger.Level.ERROR, "effect failed model=" + effect.name(), e);
        }
    }

    private static BytePointer file(Effect effect, Photo photo, int quality) {
        return effect.givesThumbnails()
                ? PhotoEncoder.encodeThumbnail(photo, quality)
                : PhotoEncoder.encode(photo, quality);
    }

    private Effect effect(InferenceRequest request) {
        if (request.model().isEmpty()) {
            throw new ApiError(400, "model is required");
        }
        return catalogue
                .find(request.model())
                .orElseThrow(() -> new ApiError(404, "model '%s' not found".formatted(request.model())));
    }

    private static OptionValues options(Effect effect, InferenceRequest request) {
        try {
            return OptionValues.of(effect, request.options());
        } catch (IllegalArgumentException e) {
            throw new ApiError(400, e.getMessage());
        }
    }

    private static byte[] onlyImage(InferenceRequest request) {
        if (request.images().size() != 1) {
            throw new ApiError(
                    400,
                    "model '%s' takes exactly one image, not %d"
                            .formatted(request.model(), request.images().size()));
        }
        return request.images().get(0);
    }

    private String text(InferenceRequest request, Effect effect, Outcome outcome) {
        Photo photo = outcome.photo();
        if (!effect.detects() && !request.json()) {
            return "%s: %d x %d pixels, %s"
                    .formatted(
                            effect.name(),
                            photo.width(),
                            photo.height(),
                            photo.format().ofResult().label());
        }
        ObjectNode findings = mapper.createObjectNode();
        if (effect.detects()) {
            ArrayNode list = findings.putArray("detections");
            outcome.findings().forEach(finding -> finding.describe(list.addObject()));
        }
        outcome.facts().forEach(findings::put);
        findings.put("width", photo.width()).put("height", photo.height());
        return findings.toString();
    }

    private static long announcedLength(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }
}
