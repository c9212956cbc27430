package pixpro.ingest;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.http.common.HttpMessage;
import org.apache.camel.support.SynchronizationAdapter;

/** The step that reads the request into an {@link Upload}, and sees to it that its files are gone when all is done. */
public class ReadUpload implements Processor {

    private final UploadReader reader;

    public ReadUpload(UploadReader reader) {
        this.reader = reader;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Upload upload = reader.read(exchange.getMessage(HttpMessage.class).getRequest());
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                upload.close();
            }
        });
        exchange.getMessage().setBody(upload);
    }
}
