package routes;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** What a person gathers images in. */
@Component
public class LibraryProjectRoutes extends RouteBuilder {

    @Override
    public void configure() {
        listProjects();
        getProject();
        createProject();
        changeProject();
        deleteProject();
        putIntoProject();
        takeOutOfProject();
    }

    private void listProjects() {
        from("direct:listProjects")
            .routeId("library-list-projects").routeGroup("library")
            .routeDescription("Pages through the caller's projects, newest first")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("cached")
                    .bean("projectQueries", "list(${exchangeProperty.pixproCaller}, ${headers})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void getProject() {
        from("direct:getProject")
            .routeId("library-get-project").routeGroup("library")
            .routeDescription("Shows one of the caller's projects")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("cached")
                    .bean("projectQueries", "get(${exchangeProperty.pixproCaller}, ${header.id})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void createProject() {
        from("direct:createProject")
            .routeId("library-create-project").routeGroup("library")
            .routeDescription("Makes a project")
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("projectDesk", "create(${exchangeProperty.pixproCaller}, ${body}, ${header.Idempotency-Key})")
                    .setHeader(Exchange.HTTP_RESPONSE_CODE, constant(201))
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void changeProject() {
        from("direct:changeProject")
            .routeId("library-change-project").routeGroup("library")
            .routeDescription("Changes title, description or cover of a project, or archives it")
            .streamCache("false")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("projectDesk", "change(${exchangeProperty.pixproCaller}, ${header.id}, ${body})")
                    .process("jsonAnswer")
                .end()
            .end();
    }

    private void deleteProject() {
        from("direct:deleteProject")
            .routeId("library-delete-project").routeGroup("library")
            .routeDescription("Deletes a project; its images stay")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("projectDesk", "delete(${exchangeProperty.pixproCaller}, ${header.id})")
                    .process("noContent")
                .end()
            .end();
    }

    private void putIntoProject() {
        from("direct:putIntoProject")
            .routeId("library-put-into-project").routeGroup("library")
            .routeDescription("Puts an image into a project, out of the one in which it was")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("imageDesk", "move(${exchangeProperty.pixproCaller}, ${header.imageId}, ${header.id})")
                    .process("noContent")
                .end()
            .end();
    }

    private void takeOutOfProject() {
        from("direct:takeOutOfProject")
            .routeId("library-take-out-of-project").routeGroup("library")
            .routeDescription("Takes an image out of a project")
            .routeConfigurationId(FailurePolicies.HTTP)
            .policy("userPolicy")
                .process("knowCaller")
                .policy("invalidateCache")
                    .bean("imageDesk", "moveOut(${exchangeProperty.pixproCaller}, ${header.imageId}, ${header.id})")
                    .process("noContent")
                .end()
            .end();
    }
}
