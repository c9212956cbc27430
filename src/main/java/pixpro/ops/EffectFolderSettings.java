package pixpro.ops;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where operators put effects ({@code pixpro.effects.*}).
 *
 * @param folder need not exist; relative to the working directory
 */
@Validated
@ConfigurationProperties("pixpro.effects")
public record EffectFolderSettings(@NotNull Path folder) {}
