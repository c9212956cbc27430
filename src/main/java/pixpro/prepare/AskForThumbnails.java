package pixpro.prepare;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The step that says what the vision engine is asked: as a chat, whose answer has room for several pictures. */
public class AskForThumbnails implements Processor {

    /** What a backend must offer. */
    public static final String CAPABILITY = "vision";

    /** A model of the vision engine; no effect of the catalogue. */
    static final String MODEL = "thumbnails";

    /** Nobody looks at a thumbnail twice; a quarter less and flat skies show steps. */
    private static final int QUALITY = 80;

    private static final Map<String, Object> FORMAT = Map.of(
            "type",
            "object",
            "required",
            List.of("colour", "placeholder"),
            "properties",
            Map.of(
                    "colour", Map.of("type", "string", "pattern", "^#[0-9a-f]{6}$"),
                    "placeholder", Map.of("type", "string", "minLength", 6, "maxLength", 100)));

    @Override
    public void process(Exchange exchange) {
        exchange.setVariable("model", MODEL);
        exchange.setVariable("capability", CAPABILITY);
        exchange.setVariable("api", "chat");
        exchange.setVariable("options", Map.of("quality", QUALITY));
        exchange.setVariable("format", FORMAT);
    }
}
