package deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files a server is set up from, as they lie in the repository's root. */
final class DeploymentFiles {
    private DeploymentFiles() {}

    /** Gives a file's text; paths are relative to the repository's root, where Maven runs tests. */
    static String text(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a YAML file with its anchors and merges resolved; a key given twice is an error. */
    static Map<String, Object> yaml(String path) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options)).load(text(path));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) yaml("docker-compose.yml").get("services");
    }

    /** Gives the environment of a service, values as written. */
    @SuppressWarnings("unchecked")
    static Map<String, String> environment(String service) {
        return (Map<String, String>) services().get(service).getOrDefault("environment", Map.of());
    }

    /** Gives what the first group of an expression finds in a text. */
    static Set<String> found(String expression, String text) {
        return Pattern.compile(expression, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(TreeSet::new, Set::add, Set::addAll);
    }
}
