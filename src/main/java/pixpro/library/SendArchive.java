package pixpro.library;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.springframework.stereotype.Component;
import pixpro.http.StreamedBody;

/** Last step of a route that answers with an {@link Archive}: its bytes are made while they are sent. */
@Component("sendArchive")
class SendArchive implements Processor {

    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Archive archive = message.getBody(Archive.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, 200);
        message.setHeader(Exchange.CONTENT_TYPE, "application/zip");
        message.setHeader("Content-Disposition", "attachment; filename=\"" + archive.name() + "\"");
        message.setHeader("Cache-Control", "no-store");
        message.setBody(new StreamedBody(archive.content()));
    }
}
