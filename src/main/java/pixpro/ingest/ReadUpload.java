package pixpro.ingest;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.SynchronizationAdapter;

/** The step that reads the request into an {@link Upload}, and sees to it that its files are gone when all is done. */
public class ReadUpload implements Processor {

    /** Where platform-http leaves the servlet's request; Camel's constant of this name is deprecated. */
    private static final String REQUEST = "CamelHttpServletRequest";

    private final UploadReader reader;

    public ReadUpload(UploadReader reader) {
        this.reader = reader;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = reader.read(exchange.getMessage().getHeader(REQUEST, HttpServletRequest.class));
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                upload.close();
            }
        });
        exchange.getMessage().setBody(upload);
    }
}
