package pixpro.mongodb;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the read model lives.
 *
 * @param uri connection string, {@code mongodb://…}
 * @param database name of the database
 */
@Validated
@ConfigurationProperties("pixpro.mongodb")
public record MongoSettings(@NotBlank String uri, @NotBlank String database) {}
