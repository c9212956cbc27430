package routes;

import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The backends: who is up, who is asked, and the call itself. */
@Component
public class ModelRoutes extends RouteBuilder {

    /** Read as it comes, within the backend's limits. */
    private static final String LIMITED = "disableStreamCache=true&httpClientConfigurer=#callLimits";

    /** The same; what a refusal means is for the step that reads it. */
    private static final String ANY_STATUS = LIMITED + "&throwExceptionOnFailure=false";

    @Override
    public void configure() {
        askModel();
        drawDetections();
        pullModel();
        callModel();
        probeBackends();
        probeBackend();
    }

    private void askModel() {
        from(Doors.ASK_MODEL)
            .routeId("process-ask-model").routeGroup("process")
            .routeDescription("Waits for a backend, fetches the model if need be, and asks, twice if the answer does not fit")
            .split(method("backendRegistry", "unprobed"))
                .to("direct:process-probe-backend")
            .end()
            .process("awaitBackend")
            .process("chooseBackend")
            .filter(simple("${variable.call.toBePulled}"))
                .to("direct:process-pull-model")
            .end()
            .removeVariable("objection")
            .to("direct:process-call-model")
            .process("checkStructure")
            .filter(simple("${variable.objection} != null"))
                .to("direct:process-call-model")
                .process("checkStructure")
            .end();
    }

    private void drawDetections() {
        from(Doors.DRAW_DETECTIONS)
            .routeId("process-draw-detections").routeGroup("process")
            .routeDescription("Has what a model found drawn into the picture, by the vision engine if there is one")
            .filter(method("backendRegistry", "isOffered('vision')"))
                .process("askForDrawing")
                .to(Doors.ASK_MODEL)
                .process("keepDrawing")
            .end();
    }

    private void pullModel() {
        from("direct:process-pull-model")
            .routeId("process-pull-model").routeGroup("process")
            .routeDescription("Has the backend download a model that it does not have, and learns its digest")
            .streamCache("false")
            .log("model_pulled backend=${variable.call.backend} model=${variable.call.model}")
            .removeHeaders("*")
            .bean("modelPull", "request(${variable.call})")
            .toD("${variable.call.url}/api/pull?" + ANY_STATUS)
            .process("modelPull")
            .setBody(simple("${variable.call.backend}"))
            .to("direct:process-probe-backend")
            .process("chooseBackend");
    }

    private void callModel() {
        from("direct:process-call-model")
            .routeId("process-call-model").routeGroup("process")
            .routeDescription("Sends the original to the backend's Ollama API and reads its answer, both as streams")
            .streamCache("false")
            .setVariable("trial", method("backendSlots", "enter(${variable.call})"))
            .doTry()
                .process("openModelRequest")
                .toD("${variable.call.url}/api/${variable.api}?" + ANY_STATUS)
                .process("readModelAnswer")
            .doFinally()
                .process("leaveBackend")
            .end();
    }

    private void probeBackends() {
        from("timer:process-probe-backends?period=5000")
            .routeId("process-probe-backends").routeGroup("process")
            .routeDescription("Asks every backend whether it is up and which models it has")
            .split(method("backendRegistry", "names")).parallelProcessing()
                .to("direct:process-probe-backend")
            .end();
    }

    private void probeBackend() {
        from("direct:process-probe-backend")
            .routeId("process-probe-backend").routeGroup("process")
            .routeDescription("Asks one backend, named by the body; that it is down is an answer, too")
            .streamCache("false")
            .setVariable("probed", body())
            .setVariable("probedUrl", method("backendRegistry", "url(${body})"))
            .removeHeaders("*")
            .setBody(simple("${null}"))
            .doTry()
                .toD("${variable.probedUrl}/api/tags?httpMethod=GET&" + LIMITED)
                .bean("backendRegistry", "answered(${variable.probed}, ${body})")
            .doCatch(Exception.class)
                .bean("backendRegistry", "lost(${variable.probed}, ${exception.message})")
            .end()
            .setBody(simple("${null}"));
    }
}
