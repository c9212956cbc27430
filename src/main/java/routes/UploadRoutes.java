package routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** Uploads whose bytes go straight to object storage; what has come is taken like any other upload. */
@Component
public class UploadRoutes extends RouteBuilder {

    @Override
    public void configure() {
        beginUploads();
        getUpload();
        completeUpload();
        getBatch();
        sweepUploads();
    }

    private void beginUploads() {
        from("direct:beginUploads")
            .routeId("ingest-begin-uploads").routeGroup("ingest")
            .routeDescription("Signs URLs to which the files of a batch can be put")
            // the cache would take in a body of any length, from anybody, before the policy is asked
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("directUploads", "begin(${exchangeProperty.pixproCaller}, ${body})")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(201))
                .process("jsonAnswer")
            .end();
    }

    private void getUpload() {
        from("direct:getUpload")
            .routeId("ingest-show-upload").routeGroup("ingest")
            .routeDescription("Shows what has come of an upload, with new URLs for the rest")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("directUploads", "take(${exchangeProperty.pixproCaller}, ${header.id})")
                .bean("directUploads", "show")
                .process("jsonAnswer")
            .end();
    }

    private void completeUpload() {
        from("direct:completeUpload")
            .routeId("ingest-complete-upload").routeGroup("ingest")
            .routeDescription("Checks what was put to object storage, and has it taken; says the same when asked again")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("directUploads", "take(${exchangeProperty.pixproCaller}, ${header.id})")
                .setVariable("inHand", body())
                .bean("directUploads", "answered")
                .filter(body().isNull())
                    .bean("intake", "beOpen")
                    .setBody(variable("inHand"))
                    .process("fetchUpload")
                    .to("direct:ingest-take-files")
                    .bean("directUploads", "keep(${variable.inHand}, ${body})")
                .end()
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .process("jsonAnswer")
            .end();
    }

    private void getBatch() {
        from("direct:getBatch")
            .routeId("ingest-show-batch").routeGroup("ingest")
            .routeDescription("Shows how far each file of a batch is")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("batchQueries", "get(${exchangeProperty.pixproCaller}, ${header.id})")
                .process("jsonAnswer")
            .end();
    }

    private void sweepUploads() {
        from("timer:sweep-uploads?delay=60000&period=600000")
            .routeId("ingest-sweep-uploads").routeGroup("ingest")
            .routeDescription("Removes what uploads left that were begun too long ago")
            .bean("uploadSweep", "sweep");
    }
}
