package pixpro.local;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** Tells a test's Spring context where the shared stack's neighbours are; what the test itself sets still wins. */
public final class LocalStackInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> properties = Map.copyOf(SharedLocalStack.properties());
        SharedLocalStack.usedBySpring();
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        // above application.yaml, below the properties of @SpringBootTest and @TestPropertySource
        sources.addAfter(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new MapPropertySource("localStack", properties));
    }
}
