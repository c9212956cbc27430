package routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What a person asks about themselves and their images. */
@Component
public class LibraryRoutes extends RouteBuilder {

    @Override
    public void configure() {
        listImages();
        getImage();
        retryJob();
        whoAmI();
    }

    private void listImages() {
        from("direct:listImages")
            .routeId("library-list-images").routeGroup("library")
            .routeDescription("Pages through the caller's images that fit a filter or a search")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("cached")
                    .bean("libraryQueries", "list(${exchangeProperty.pixproCaller}, ${headers})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void getImage() {
        from("direct:getImage")
            .routeId("library-get-image").routeGroup("library")
            .routeDescription("Shows one of the caller's images with its jobs and links to their results")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("cached")
                    .bean("libraryQueries", "get(${exchangeProperty.pixproCaller}, ${header.id})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void retryJob() {
        from("direct:retryJob")
            .routeId("library-retry-job").routeGroup("library")
            .routeDescription("Has a failed job of the caller's done again, once")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("retryDesk", "retry(${exchangeProperty.pixproCaller}, ${header.id}, ${header.jobId})")
                .to(Doors.QUEUE_AGAIN)
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .process("jsonAnswer")
            .end();
    }

    private void whoAmI() {
        from("direct:whoAmI")
            .routeId("library-show-caller").routeGroup("library")
            .routeDescription("Tells the caller who they are to PixPro")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("profile", "of(${exchangeProperty.pixproCaller})")
                .process("jsonAnswer")
            .end();
    }
}
