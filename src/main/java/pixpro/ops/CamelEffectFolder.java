package pixpro.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Loads the effects of a folder at start, before any job is taken. A file that is broken is skipped with a warning. Camel's
 * own {@code routes-collector-ignore-loading-error} is not enough for that: in 4.17 on Spring Boot any broken file, be it a
 * syntax error or an unknown component, stops the application all the same.
 */
@Component
class CamelEffectFolder implements CamelContextConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(CamelEffectFolder.class);
    private static final String FILES = ".camel.yaml";
    private static final int LONGEST_REASON = 500;

    private final Path folder;

    CamelEffectFolder(EffectFolderSettings settings) {
        this.folder = settings.folder();
    }

    /** Called when all other routes are there, but none has started. */
    @Override
    public void beforeApplicationStart(CamelContext camel) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(file -> file.getFileName().toString().endsWith(FILES))
                    .sorted()
                    .forEach(file -> load(camel, file));
        } catch (IOException e) {
            LOG.warn("effect folder cannot be read folder={} reason={}", folder, reason(e));
        }
    }

    @Override
    public void afterApplicationStart(CamelContext camel) {
        // nothing is left to do
    }

    private static void load(CamelContext camel, Path file) {
        try {
            Resource resource = PluginHelper.getResourceLoader(camel).resolveResource("file:" + file);
            List<String> effects;
            try (CamelRehearsal rehearsal = new CamelRehearsal(camel)) {
                effects = rehearsal.effectsOf(resource);
            }
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
            LOG.info("effect file loaded file={} effects={}", file, effects);
        } catch (Exception | LinkageError e) {
            LOG.warn("effect file skipped file={} reason={}", file, reason(e));
        }
    }

    /** What lies deepest says what is wrong; the layers above say where Camel was at the time. In one line. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String reason = (root.getClass().getSimpleName() + ": " + root.getMessage()).replaceAll("\\s+", " ");
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }
}
