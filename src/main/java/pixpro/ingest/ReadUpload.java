package pixpro.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;
import pixpro.http.Caller;
import pixpro.http.IdempotencyKey;
import pixpro.http.ProblemException;

/**
 * The step that reads the request into an {@link Upload}, and sees to it that its files are gone when all is done. What
 * cannot be taken in, it reads to nowhere: who is answered before they have sent everything sees a broken
 * line instead of the answer.
 */
public class ReadUpload implements Processor {

    /** Where platform-http leaves the servlet's request; Camel's constant of this name is deprecated. */
    private static final String REQUEST = "CamelHttpServletRequest";

    /** Beyond this, a broken line is the answer. */
    private static final long MOST_DISCARDED = 64 * 1024 * 1024;

    private final UploadReader reader;
    private final Intake intake;

    public ReadUpload(UploadReader reader, Intake intake) {
        this.reader = reader;
        this.intake = intake;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        HttpServletRequest request = exchange.getMessage().getHeader(REQUEST, HttpServletRequest.class);
        String key = exchange.getMessage().getHeader(IdempotencyKey.HEADER, String.class);
        try {
            intake.beOpen();
            IdempotencyKey.isGiven(key);
        } catch (ProblemException refusal) {
            discard(request.getInputStream());
            throw refusal;
        }
        Upload upload = reader.read(request);
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                upload.close();
            }
        });
        exchange.getMessage().setBody(upload.named(exchange.getProperty(Caller.PROPERTY, Caller.class), key));
    }

    private static void discard(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = MOST_DISCARDED;
        while (left > 0) {
            int read = in.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }
}
