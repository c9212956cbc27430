package pixpro.ops;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Component;
import org.apache.camel.Service;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;
import pixpro.effect.Effect;

/**
 * A Camel context of its own in which a file's routes are started before the application is trusted with them: once they
 * belong to the application, a route that does not start stops everything.
 */
class CamelRehearsal implements AutoCloseable {

    private static final String DOOR = "direct:";

    private final CamelContext application;
    private final DefaultCamelContext stage;

    /** @param application whose properties and beans the file may use, and whose names it must not take */
    CamelRehearsal(CamelContext application) {
        this.application = application;
        this.stage = new DefaultCamelContext(new DefaultRegistry(new BeansOf(application)));
        stage.getCamelContextExtension().setName("rehearsal");
        stage.setStartupSummaryLevel(StartupSummaryLevel.Off);
        stage.setAutoStartup(false);
        stage.getPropertiesComponent().addPropertiesSource(new PropertiesOf(application));
    }

    /**
     * Starts a file's routes.
     *
     * @return the ids of its effects
     * @throws Exception if it cannot be read, cannot be started, is no effect, or takes a name that is taken
     */
    List<String> effectsOf(Resource file) throws Exception {
        // without routes yet: a context that fails to start with them logs warnings of its own
        stage.start();
        PluginHelper.getRoutesLoader(stage).loadRoutes(file);
        Map<String, Effect> effects = stage.getRegistry().findByTypeWithName(Effect.class);
        require(!effects.isEmpty(), "it describes no effect");
        effects.forEach((id, effect) -> {
            require(hasText(effect.getTitle()), "the effect " + id + " has no title");
            require(hasText(effect.getDescription()), "the effect " + id + " has no description");
        });
        checkDoors(effects.keySet());
        checkNames();
        // not before: a route from elsewhere would begin to consume
        stage.getRouteController().startAllRoutes();
        return effects.keySet().stream().sorted().toList();
    }

    private void checkDoors(Set<String> effects) {
        Set<String> doors = uris(stage);
        doors.forEach(uri -> require(uri.startsWith(DOOR), "a route of an effect is from direct:, not from " + uri));
        effects.forEach(
                id -> require(doors.contains(DOOR + "effect-" + id), "no route is from " + DOOR + "effect-" + id));
    }

    private void checkNames() {
        for (String bean : stage.getRegistry().findByTypeWithName(Object.class).keySet()) {
            require(application.getRegistry().lookupByName(bean) == null, "the name " + bean + " is taken");
        }
        Set<String> taken = uris(application);
        uris(stage).forEach(uri -> require(!taken.contains(uri), "another route is from " + uri));
        Set<String> ids =
                routes(application).stream().map(RouteDefinition::getId).collect(Collectors.toSet());
        routes(stage)
                .forEach(route ->
                        require(!ids.contains(route.getId()), "the route " + route.getId() + " is there already"));
    }

    private static Set<String> uris(CamelContext camel) {
        return routes(camel).stream()
                .map(route -> route.getInput().getEndpointUri())
                // as one endpoint may be written: direct:x, direct://x?block=true, direct:{{x}}
                .map(uri -> camel.resolvePropertyPlaceholders(uri)
                        .replaceFirst("://", ":")
                        .replaceFirst("\\?.*", ""))
                .collect(Collectors.toSet());
    }

    private static List<RouteDefinition> routes(CamelContext camel) {
        return ((ModelCamelContext) camel).getRouteDefinitions();
    }

    private static boolean hasText(String text) {
        return text != null && !text.isBlank();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @Override
    public void close() {
        stage.stop();
    }

    /** The application's properties. */
    private record PropertiesOf(CamelContext application) implements PropertiesSource {

        @Override
        public String getName() {
            return "application";
        }

        @Override
        public String getProperty(String name) {
            Optional<String> value = application.getPropertiesComponent().resolveProperty(name);
            return value.orElse(null);
        }
    }

    /**
     * The application's beans by name, without those that the rehearsal would take over when it starts, and stop when it
     * ends.
     */
    private record BeansOf(CamelContext application) implements BeanRepository {

        @Override
        public Object lookupByName(String name) {
            Object bean = application.getRegistry().lookupByName(name);
            boolean ours = bean instanceof Component || bean instanceof Service || bean instanceof CamelContextAware;
            return ours ? null : bean;
        }

        @Override
        public <T> T lookupByNameAndType(String name, Class<T> type) {
            Object bean = lookupByName(name);
            return type.isInstance(bean) ? type.cast(bean) : null;
        }

        @Override
        public <T> Map<String, T> findByTypeWithName(Class<T> type) {
            return Map.of();
        }

        @Override
        public <T> Set<T> findByType(Class<T> type) {
            return Set.of();
        }
    }
}
