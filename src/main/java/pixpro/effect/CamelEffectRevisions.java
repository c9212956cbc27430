package pixpro.effect;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.apache.commons.codec.digest.DigestUtils;

/** Which revision of its file an effect runs by: whoever changes the file, be it by a word of the prompt, makes a new one. */
class CamelEffectRevisions implements UnaryOperator<String> {

    /** Enough to tell the revisions of one file apart, and short enough to read aloud. */
    private static final int SHOWN = 12;

    private final CamelContext camel;

    CamelEffectRevisions(CamelContext camel) {
        this.camel = camel;
    }

    /**
     * @param id an effect's
     * @return the beginning of the SHA-256 of the file that its route was loaded from; null if it came from none
     */
    @Override
    public String apply(String id) {
        Route route = camel.getRoute("effect-" + id);
        Resource file = route == null ? null : route.getSourceResource();
        if (file == null || !file.exists()) {
            return null;
        }
        try (InputStream text = file.getInputStream()) {
            return DigestUtils.sha256Hex(text).substring(0, SHOWN);
        } catch (IOException e) {
            throw new IllegalStateException("the file of the effect " + id + " cannot be read", e);
        }
    }
}
