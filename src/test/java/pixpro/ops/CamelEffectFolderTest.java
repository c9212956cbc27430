package pixpro.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import pixpro.effect.Effect;

/** Effects that operators add, and files that are none. */
class CamelEffectFolderTest {

    private static final Path SHIPPED = Path.of("src", "main", "resources", "camel", "effects");

    @TempDir
    private Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    @BeforeEach
    void loadOneShippedEffect() throws Exception {
        log.start();
        root.addAppender(log);
        Properties properties = new Properties();
        properties.setProperty("pixpro.models.postcard", "vignette");
        properties.setProperty("effect", "effect-enhance");
        camel.getPropertiesComponent().setInitialProperties(properties);
        camel.getRegistry().bind("jobs", "a bean of the application");
        load(SHIPPED.resolve("enhance.camel.yaml"));
    }

    @AfterEach
    void close() {
        root.detachAppender(log);
        camel.stop();
    }

    @Test
    void addsAnEffectThatUsesThePropertiesOfTheApplication() throws Exception {
        write("postcard", NewEffect.text("postcard"));
        startWithFolder();
        assertThat(effects()).containsExactlyInAnyOrder("enhance", "postcard");
        assertThat(camel.getRouteController().getRouteStatus("effect-postcard")).isEqualTo(ServiceStatus.Started);
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- route:|- route: [{|expected",
                "setVariable:|setVariabel:|Unknown node id: setVariabel",
                "direct:ask-model|nosuch:thing|No endpoint could be found for: nosuch://thing",
                "direct:ask-model|direct:ask-model?nosuch=1|nosuch",
                "direct:ask-model|timer:tick|Cannot produce to",
                "direct:ask-model|direct:{{no.such.property}}|no.such.property",
                "{{pixpro.models.postcard}}|{{no.such.property}}|no.such.property",
                "to: direct:ask-model|bean: {ref: nosuch}|nosuch",
                "result: image|result: sculpture|not sculpture",
                "result: image|colour: red|colour",
                "pixpro.effect.Effect|pixpro.effect.Efect|pixpro.effect.Efect",
                "{type: number, minimum|{type: number minimum: [|ParserException",
                "title: Postcard|result: image|has no title",
                "from:|form:|form",
                "uri: direct:effect-postcard|uri: timer:tick|not from timer:tick",
                "uri: direct:effect-postcard|uri: direct:effect-enhance|no route is from direct:effect-postcard",
                "uri: direct:effect-postcard|uri: direct://effect-enhance?block=false|no route is from",
                "name: postcard|name: shipped|no route is from direct:effect-shipped",
                "id: effect-postcard|id: effect-enhance|effect-enhance is there already",
                "name: postcard|name: jobs|no route is from direct:effect-jobs",
                "- beans:|- beans: []|",
            })
    void skipsABrokenFileWithOneWarningThatSaysWhy(String right, String wrong, String reason) throws Exception {
        String text = NewEffect.text("postcard");
        assertThat(text).contains(right);
        write("broken", text.replace(right, wrong));
        write("other", NewEffect.text("other"));
        startWithFolder();
        assertThat(effects()).containsExactlyInAnyOrder("enhance", "other");
        assertThat(camel.getRoutes()).hasSize(2);
        assertThat(warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .contains("broken.camel.yaml")
                .contains(reason == null ? "" : reason)
                .doesNotContain("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct://effect-enhance?block=false", "direct:{{effect}}"})
    void skipsAFileThatAlsoListensWhereAnotherRouteDoes(String uri) throws Exception {
        String second = """
                - route:
                    id: second
                    from:
                      uri: "%s"
                      steps:
                        - to: direct:ask-model
                """.formatted(uri);
        write("broken", NewEffect.text("postcard") + second);
        startWithFolder();
        assertThat(effects()).containsExactly("enhance");
        assertThat(warnings()).singleElement().asString().contains("another route is from direct:effect-enhance");
    }

    @Test
    void letsNoFileReplaceWhatIsThere() throws Exception {
        write("a", NewEffect.text("enhance"));
        write("b", NewEffect.text("postcard"));
        write("c", NewEffect.text("postcard"));
        write("d", NewEffect.text("jobs"));
        write("e", "");
        write("f", "# only a remark");
        Files.createDirectory(folder.resolve("g.camel.yaml"));
        startWithFolder();
        assertThat(effects()).containsExactlyInAnyOrder("enhance", "postcard");
        assertThat(camel.getRegistry().lookupByName("jobs")).isEqualTo("a bean of the application");
        assertThat(warnings()).hasSize(6).allSatisfy(warning -> assertThat(warning)
                .contains("effect file skipped"));
    }

    @Test
    void needsNoFolderAndReadsNoOtherFiles() throws Exception {
        Files.writeString(folder.resolve("README.md"), "Effects of our own");
        Files.writeString(folder.resolve("old.camel.yaml.bak"), "- route: [{");
        startWithFolder();
        new CamelEffectFolder(new EffectFolderSettings(folder.resolve("absent"))).beforeApplicationStart(camel);
        assertThat(effects()).containsExactly("enhance");
        assertThat(warnings()).isEmpty();
    }

    static Stream<Path> shippedEffects() throws IOException {
        return Files.list(SHIPPED);
    }

    /** Broken, these would stop PixPro: here it is said which. */
    @ParameterizedTest
    @MethodSource("shippedEffects")
    void everyShippedEffectStandsTheRehearsal(Path file) throws Exception {
        try (DefaultCamelContext application = new DefaultCamelContext();
                CamelRehearsal rehearsal = new CamelRehearsal(application)) {
            String id = file.getFileName().toString().replace(".camel.yaml", "");
            assertThat(rehearsal.effectsOf(
                            PluginHelper.getResourceLoader(application).resolveResource("file:" + file)))
                    .containsExactly(id);
        }
    }

    private void startWithFolder() {
        new CamelEffectFolder(new EffectFolderSettings(folder)).beforeApplicationStart(camel);
        camel.start();
    }

    private void load(Path file) throws Exception {
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(PluginHelper.getResourceLoader(camel).resolveResource("file:" + file));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private List<String> effects() {
        return List.copyOf(camel.getRegistry().findByTypeWithName(Effect.class).keySet());
    }

    private List<String> warnings() {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
