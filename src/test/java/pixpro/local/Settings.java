package pixpro.local;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What somebody configured from outside, by Spring Boot's rules: {@code --name=value} wins over a system property, which wins
 * over an environment variable ({@code pixpro.storage.public-endpoint} is {@code PIXPRO_STORAGE_PUBLICENDPOINT}).
 */
final class Settings {

    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final UnaryOperator<String> systemProperty;
    private final UnaryOperator<String> environment;

    Settings(String[] args, UnaryOperator<String> systemProperty, UnaryOperator<String> environment) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (arg.startsWith("--") && equals > 0) {
                arguments.put(arg.substring(2, equals), arg.substring(equals + 1));
            }
        }
        this.systemProperty = systemProperty;
        this.environment = environment;
    }

    /** @return the settings of this process: its command line, system properties and environment */
    static Settings ofThisProcess(String... args) {
        return new Settings(args, System::getProperty, System::getenv);
    }

    /** @return the value somebody gave, or nothing when it is missing or blank */
    Optional<String> get(String property) {
        return Optional.ofNullable(arguments.get(property))
                .or(() -> Optional.ofNullable(systemProperty.apply(property)))
                .or(() -> Optional.ofNullable(environment.apply(environmentName(property))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static String environmentName(String property) {
        return property.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
    }
}
