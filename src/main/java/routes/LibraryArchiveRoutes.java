package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What leaves the library: downloads, and what is deleted for good. */
@Component
public class LibraryArchiveRoutes extends RouteBuilder {

    @Override
    public void configure() {
        downloadImages();
        downloadProject();
        endDeletions();
    }

    private void downloadImages() {
        from("direct:downloadImages")
            .routeId("library-download-images").routeGroup("library")
            .routeDescription("Sends a selection of images as one ZIP file, made while it is sent")
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("archiveDesk", "ofImages(${exchangeProperty.pixproCaller}, ${body})")
                .process("sendArchive")
            .end();
    }

    private void downloadProject() {
        from("direct:downloadProject")
            .routeId("library-download-project").routeGroup("library")
            .routeDescription("Sends a project's images as one ZIP file, made while it is sent")
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("archiveDesk", "ofProject(${exchangeProperty.pixproCaller}, ${header.id}, ${header.content})")
                .process("sendArchive")
            .end();
    }

    private void endDeletions() {
        from("timer:end-deletions?delay=60000&period=60000")
            .routeId("library-end-deletions").routeGroup("library")
            .routeDescription("Lets go for good what has been in the trash for 30 days, and of projects that are half deleted")
            .bean("trash", "empty")
            .bean("projectDesk", "catchUp");
    }
}
