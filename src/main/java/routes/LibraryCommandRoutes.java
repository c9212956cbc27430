package routes;

import static org.apache.camel.LoggingLevel.WARN;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What a person has done with their images, one or many at a time. */
@Component
public class LibraryCommandRoutes extends RouteBuilder {

    @Override
    public void configure() {
        changeImage();
        deleteImage();
        restoreImage();
        processImage();
        changeImages();
        queueJob();
    }

    private void changeImage() {
        from("direct:changeImage")
            .routeId("library-change-image").routeGroup("library")
            .routeDescription("Changes title, category, tags, project or parameters of an image")
            // the cache would take in a body of any length, from anybody, before the policy is asked
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("imageDesk", "change(${exchangeProperty.pixproCaller}, ${header.id}, ${body})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void deleteImage() {
        from("direct:deleteImage")
            .routeId("library-delete-image").routeGroup("library")
            .routeDescription("Puts an image into the trash, from where it can come back for 30 days")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("imageDesk", "delete(${exchangeProperty.pixproCaller}, ${header.id})")
                    .process("noContent")
                .end()
            .end();
    }

    private void restoreImage() {
        from("direct:restoreImage")
            .routeId("library-restore-image").routeGroup("library")
            .routeDescription("Takes an image out of the trash")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("imageDesk", "restore(${exchangeProperty.pixproCaller}, ${header.id})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void processImage() {
        from("direct:processImage")
            .routeId("library-process-image").routeGroup("library")
            .routeDescription("Has an image that is there processed, by another effect or once more")
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .bean("jobDesk", "order(${exchangeProperty.pixproCaller}, ${header.id}, ${body}, ${header.Idempotency-Key})")
                .to("direct:library-queue-job")
                .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(202))
                .process("jsonAnswer")
            .end();
    }

    /** One after the other on one exchange; an image that is refused keeps no other from it. */
    private void changeImages() {
        from("direct:changeImages")
            .routeId("library-change-images").routeGroup("library")
            .routeDescription("Does the same with many images: moves, tags, deletes, restores or processes them")
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("bulkDesk", "begin(${exchangeProperty.pixproCaller}, ${body}, ${header.Idempotency-Key})")
                    .setVariable("bulk", body())
                    .loopDoWhile(simple("${variable.bulk.unfinished}"))
                        .bean("bulkDesk", "next(${variable.bulk})")
                        .filter(body().isNotNull())
                            .to("direct:library-queue-job")
                            .bean("bulkDesk", "queued(${variable.bulk}, ${body})")
                        .end()
                    .end()
                    .bean("bulkDesk", "answer(${variable.bulk})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void queueJob() {
        from("direct:library-queue-job")
            .routeId("library-queue-job").routeGroup("library")
            .routeDescription("Announces a job for an image that is there, and waits for the acknowledgement")
            .setVariable("job", body())
            .doTry()
                .to(Doors.ANNOUNCE_IMAGE)
                .bean("jobDesk", "queued(${variable.job})")
            .doCatch(Exception.class)
                .log(WARN, "job_refused job=${variable.job.event.job.id} cause=${exception.message}")
                .bean("jobDesk", "refused(${variable.job})")
            .end();
    }
}
