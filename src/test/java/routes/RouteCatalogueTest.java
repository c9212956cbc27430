package routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.PolicyDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import pixpro.PixPro;
import pixpro.effect.CatalogueEntry;
import pixpro.effect.EffectCatalogue;

/** Reads all routes of PixPro without starting one, so that no neighbour is needed. */
@CamelSpringBootTest
@SpringBootTest(classes = PixPro.class, properties = "camel.main.auto-startup=false")
class RouteCatalogueTest {

    private static final Pattern ID =
            Pattern.compile("(http|ingest|prepare|process|project|notify|aggregate|library|admin|ops)(-[a-z]+){2,}");
    private static final Pattern LISTED = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final String EFFECT = "effect-";

    @Autowired
    private ModelCamelContext camel;

    @Autowired
    private EffectCatalogue effects;

    @Test
    void everyRouteSaysItsStageAndWhatItDoes() {
        assertThat(backbone()).hasSizeGreaterThan(25).allSatisfy(route -> {
            Matcher id = ID.matcher(route.getId());
            assertThat(id.matches()).as("id " + route.getId()).isTrue();
            if (!Boolean.TRUE.equals(route.isRest())) {
                assertThat(route.getGroup()).as("group of " + route.getId()).isEqualTo(id.group(1));
                assertThat(route.getDescriptionText())
                        .as("description of " + route.getId())
                        .isNotBlank();
            }
        });
    }

    @Test
    void everyDoorThatIsUsedIsThere() {
        Set<String> doors = camel.getRouteDefinitions().stream()
                .map(RouteCatalogueTest::uri)
                .filter(uri -> uri.startsWith("direct:"))
                .collect(Collectors.toSet());
        List<String> used = new ArrayList<>();
        for (RouteDefinition route : camel.getRouteDefinitions()) {
            steps(route, ToDefinition.class).forEach(to -> used.add(to.getEndpointUri()));
            steps(route, ToDynamicDefinition.class).stream()
                    .map(ToDynamicDefinition::getUri)
                    .filter(uri -> !uri.contains("${"))
                    .forEach(used::add);
        }

        assertThat(used)
                .filteredOn(uri -> uri.startsWith("direct:"))
                .hasSizeGreaterThan(10)
                .isSubsetOf(doors);
    }

    @Test
    void everyDoorHasOneRoute() {
        assertThat(camel.getRouteDefinitions())
                .extracting(RouteDefinition::getId)
                .doesNotHaveDuplicates();
        assertThat(camel.getRouteDefinitions())
                .extracting(RouteCatalogueTest::uri)
                .filteredOn(uri -> uri.startsWith("direct:"))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyHttpOperationIsBehindAPolicyFromItsFirstStepToItsLast() {
        Map<String, String> operations = operations();
        assertThat(operations).hasSizeGreaterThanOrEqualTo(11);
        operations.forEach((operation, path) -> {
            RouteDefinition route = from("direct:" + operation);
            assertThat(route.getRouteConfigurationId()).as(route.getId()).isEqualTo(FailurePolicies.HTTP);
            List<ProcessorDefinition<?>> steps = stepsThemselves(route);
            assertThat(steps)
                    .as("a step outside of the policy of " + route.getId())
                    .hasSize(1);
            assertThat(steps.get(0)).as(route.getId()).isInstanceOfSatisfying(PolicyDefinition.class, policy -> {
                String needed = path.startsWith("/api/admin/") ? "adminPolicy" : "(user|operator|admin)Policy";
                assertThat(policy.getRef()).as(route.getId()).matches(needed);
            });
        });
    }

    @Test
    void everyTopicRouteCommitsLastWhateverHappens() {
        List<RouteDefinition> consumers = backbone().stream()
                .filter(route -> uri(route).startsWith("kafka:"))
                .toList();
        assertThat(consumers).hasSizeGreaterThanOrEqualTo(10).allSatisfy(route -> {
            assertThat(uri(route)).as(route.getId()).contains("groupId=pixpro-" + route.getGroup());
            assertThat(route.getRouteConfigurationId()).as(route.getId()).isEqualTo(FailurePolicies.TOPIC);
            List<String> workers = steps(route, WireTapDefinition.class).stream()
                    .map(tap -> tap.getUri())
                    .toList();
            if (uri(route).contains("#unorderedKafka")) {
                // the worker that the record is handed to commits it
                assertThat(workers).as(route.getId()).hasSize(1);
                assertThat(lastOf(stepsThemselves(from(workers.get(0))))).isEqualTo("commitOffset");
            } else {
                assertThat(workers).as(route.getId()).isEmpty();
                assertThat(lastOf(stepsThemselves(route))).as(route.getId()).isEqualTo("commitOffset");
            }
            List<OnExceptionDefinition> handling = route.getOutputs().stream()
                    .filter(OnExceptionDefinition.class::isInstance)
                    .map(OnExceptionDefinition.class::cast)
                    .filter(failure -> failure.getHandledPolicy() != null || failure.getHandled() != null)
                    .toList();
            assertThat(handling).as(route.getId()).isNotEmpty().allSatisfy(failure -> assertThat(
                            lastOf(failure.getOutputs()))
                    .isEqualTo("commitOffset"));
        });
    }

    @Test
    void flowsListsExactlyTheseRoutes() throws IOException {
        String flows = Files.readString(Path.of("docs", "flows.md"));
        List<String> listed =
                LISTED.matcher(flows).results().map(row -> row.group(1)).toList();

        Set<String> there = backbone().stream()
                .map(route -> isLane(route) ? "process-take-<lane>-jobs" : route.getId())
                .collect(Collectors.toSet());
        assertThat(listed).containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void everyEffectHasItsRouteAndDescribesItself() {
        List<String> routes = camel.getRouteDefinitions().stream()
                .map(RouteDefinition::getId)
                .filter(id -> id.startsWith(EFFECT))
                .map(id -> id.substring(EFFECT.length()))
                .toList();
        assertThat(effects.list())
                .extracting(CatalogueEntry::id)
                .contains("enhance", "denoise", "cartoon", "upscale", "detect-faces")
                .containsExactlyInAnyOrderElementsOf(routes);
        assertThat(effects.list()).allSatisfy(effect -> {
            RouteDefinition route = from("direct:" + EFFECT + effect.id());
            assertThat(route.getGroup()).isEqualTo("effect");
            assertThat(route.getDescriptionText()).isEqualTo(effect.description());
            assertThat(effect.title()).isNotBlank();
            assertThat(effect.description()).isNotBlank();
            assertThat(route.getResource().getLocation()).endsWith("/" + effect.id() + ".camel.yaml");
        });
    }

    @Test
    void everyEffectTakesItsOwnDefaults() {
        assertThat(effects.list()).allSatisfy(effect -> {
            Map<?, ?> properties = (Map<?, ?>) effect.params().get("properties");
            assertThat(effects.check(effect.id(), null).keySet()).isEqualTo(properties.keySet());
            assertThat(properties.values()).allSatisfy(schema -> assertThat(schema)
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsKeys("type", "default", "description"));
        });
    }

    /** The routes in Java; effects are YAML. */
    private List<RouteDefinition> backbone() {
        return camel.getRouteDefinitions().stream()
                .filter(route -> !route.getId().startsWith(EFFECT))
                .toList();
    }

    /** One of the routes of which there is one per capability. */
    private static boolean isLane(RouteDefinition route) {
        return route.getId().matches("process-take-.+-jobs");
    }

    private RouteDefinition from(String uri) {
        return camel.getRouteDefinitions().stream()
                .filter(route -> uri(route).equals(uri))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing comes from " + uri));
    }

    private static String uri(RouteDefinition route) {
        FromDefinition from = route.getInput();
        return from.getEndpointUri();
    }

    private static <T> List<T> steps(RouteDefinition route, Class<T> kind) {
        return List.copyOf(ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), kind));
    }

    /** Without what the route configuration adds for failures. */
    private static List<ProcessorDefinition<?>> stepsThemselves(RouteDefinition route) {
        return route.getOutputs().stream()
                .filter(step -> !(step instanceof OnExceptionDefinition))
                .toList();
    }

    private static String lastOf(List<ProcessorDefinition<?>> steps) {
        return steps.get(steps.size() - 1) instanceof ProcessDefinition last ? last.getRef() : null;
    }

    /** Each operation's path. */
    private static Map<String, String> operations() {
        OpenAPI contract = new OpenAPIV3Parser().read("openapi/pixpro.yaml");
        Map<String, String> operations = new HashMap<>();
        contract.getPaths().forEach((path, item) -> item.readOperations()
                .forEach(operation -> operations.put(operation.getOperationId(), path)));
        return operations;
    }
}
