package pixpro.process;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.validation.annotation.Validated;

/**
 * The servers that speak Ollama's API ({@code pixpro.backends.<name>.url}).
 *
 * @param backends by name
 */
@Validated
@ConfigurationProperties("pixpro")
public record BackendSettings(@NotNull Map<String, @Valid Backend> backends) {

    @ConstructorBinding
    public BackendSettings {
        backends = Map.copyOf(backends);
    }

    /** @param url its address, without {@code /api} */
    public record Backend(@NotNull URI url) {}
}
