package pixpro.process;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The servers that speak Ollama's API ({@code pixpro.backends.<name>.*}).
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

    /**
     * One server.
     *
     * @param url its address, without {@code /api}
     * @param capabilities what it can do, by free names that effects ask for
     * @param order the lower, the sooner it is asked; of equals, the first by name
     * @param timeout the longest a call may take from its first byte to its last
     * @param idle the longest it may say nothing during a call
     * @param concurrency the most calls at once from this instance
     * @param pull whether models that it does not have may be downloaded to it
     */
    public record Backend(
            @NotNull URI url,
            @DefaultValue Set<String> capabilities,
            @DefaultValue("100") int order,
            @DefaultValue("10m") @NotNull Duration timeout,
            @DefaultValue("2m") @NotNull Duration idle,
            @DefaultValue("4") @Positive int concurrency,
            @DefaultValue("false") boolean pull) {}
}
