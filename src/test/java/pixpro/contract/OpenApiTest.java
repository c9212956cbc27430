package pixpro.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    private final SwaggerParseResult parsed = parse();

    @Test
    void isValid() {
        assertThat(parsed.getMessages()).isEmpty();
    }

    @Test
    void namesEveryOperationOnce() {
        assertThat(operations().stream().map(Operation::getOperationId))
                .containsExactlyInAnyOrder(
                        "uploadImages",
                        "beginUploads",
                        "getUpload",
                        "completeUpload",
                        "getBatch",
                        "listEffects",
                        "listImages",
                        "getImage",
                        "listNotifications",
                        "whoAmI",
                        "readKpis",
                        "retryJob",
                        "listFailures",
                        "replayFailure",
                        "replayFailures",
                        "changeImage",
                        "deleteImage",
                        "restoreImage",
                        "processImage",
                        "changeImages",
                        "downloadImages",
                        "listProjects",
                        "getProject",
                        "createProject",
                        "changeProject",
                        "deleteProject",
                        "putIntoProject",
                        "takeOutOfProject",
                        "downloadProject",
                        "readCache");
    }

    @Test
    void answersEveryErrorWithAProblem() {
        for (Operation operation : operations()) {
            operation.getResponses().forEach((status, response) -> {
                if (!status.startsWith("2") && !status.equals("304")) {
                    assertThat(resolved(response).getContent())
                            .as(operation.getOperationId() + " " + status)
                            .containsOnlyKeys("application/problem+json");
                }
            });
        }
    }

    @Test
    void saysOfEveryOperationThatItNeedsALogin() {
        assertThat(parsed.getOpenAPI().getSecurity()).isNotEmpty();
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation.getResponses()).containsKeys("401", "403"));
    }

    private io.swagger.v3.oas.models.responses.ApiResponse resolved(
            io.swagger.v3.oas.models.responses.ApiResponse response) {
        if (response.get$ref() == null) {
            return response;
        }
        String name = response.get$ref().substring(response.get$ref().lastIndexOf('/') + 1);
        return parsed.getOpenAPI().getComponents().getResponses().get(name);
    }

    private List<Operation> operations() {
        OpenAPI api = parsed.getOpenAPI();
        return api.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .toList();
    }

    private static SwaggerParseResult parse() {
        return new OpenAPIV3Parser().readLocation("openapi/pixpro.yaml", null, new ParseOptions());
    }
}
