package pixpro.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * Where a request's time went, in nanoseconds, under the names Ollama uses.
 *
 * @param total from the first byte read to the result in hand
 * @param load waiting for a place and reading the request
 * @param decode decoding the picture
 * @param effect processing and encoding it
 */
record Durations(long total, long load, long decode, long effect) {
    void write(JsonGenerator generator) throws IOException {
        generator.writeNumberField("total_duration", total);
        generator.writeNumberField("load_duration", load);
        generator.writeNumberField("prompt_eval_count", 0);
        generator.writeNumberField("prompt_eval_duration", decode);
        generator.writeNumberField("eval_count", 1);
        generator.writeNumberField("eval_duration", effect);
    }
}
