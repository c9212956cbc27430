package architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;
import pixpro.PixPro;

/** Keeps the house as docs/flows.md and package-info.java describe it. */
class ArchitectureTest {

    private static final String DOMAIN = "pixpro..";
    private static final String ROUTES = "routes..";

    /** What meets Camel: steps and conditions of routes, wiring, the door to HTTP, and adapters by their names. */
    private static final DescribedPredicate<JavaClass> MEETS_CAMEL = assignableTo(Processor.class)
            .or(assignableTo(Predicate.class))
            .or(assignableTo(HeaderFilterStrategy.class))
            .or(annotatedWith(Configuration.class))
            .or(resideInAnyPackage("pixpro.storage.minio", "pixpro.storage.s3", "pixpro.http"))
            .or(simpleNameStartingWith("Camel"))
            .as("steps, conditions, wiring or adapters");

    private static JavaClasses production;
    private static Path classes;

    @BeforeAll
    static void readProductionClasses() throws URISyntaxException {
        classes = Path.of(
                PixPro.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        production = new ClassFileImporter().importPath(classes);
    }

    @Test
    void theDomainKnowsNoRoute() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN, "org.apache.camel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROUTES)
                .check(production);
    }

    @Test
    void domainCodeImportsNoCamel() {
        noClasses()
                .that(resideInAPackage(DOMAIN).and(not(MEETS_CAMEL)).and(not(isInsideOfWhatMeetsCamel())))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(production);
    }

    @Test
    void noStagesRoutesImportAnothers() {
        DescribedPredicate<JavaClass> stages = resideInAPackage(ROUTES).and(assignableTo(RoutesBuilder.class));
        List<String> shared = List.of("FailurePolicies", "Doors");
        for (JavaClass stage : production.that(stages)) {
            noClasses()
                    .that(simpleName(stage.getSimpleName()).and(resideInAPackage(ROUTES)))
                    .should()
                    .dependOnClassesThat(stages.and(not(simpleName(stage.getSimpleName())))
                            .and(DescribedPredicate.describe(
                                    "are not shared", other -> !shared.contains(other.getSimpleName()))))
                    .check(production);
        }
    }

    @Test
    void routesHoldsRouteBuildersAndTheirTwoSharedFilesOnly() {
        classes()
                .that()
                .resideInAPackage(ROUTES)
                .should()
                .beAssignableTo(RoutesBuilder.class)
                .orShould()
                .haveSimpleName("FailurePolicies")
                .orShould()
                .haveSimpleName("Doors")
                .orShould()
                .haveSimpleName("package-info")
                .check(production);
    }

    @Test
    void everyClassIsNamedAfterWhatItDoes() {
        noClasses()
                .that()
                .resideInAnyPackage(DOMAIN, ROUTES)
                .should()
                .haveNameMatching(".*(Constants|Utils?|Helper|Manager|Impl)")
                .check(production);
    }

    @Test
    void stagesFormNoCycle() {
        slices().matching("pixpro.(*)..").should().beFreeOfCycles().check(production);
    }

    @Test
    void productionKnowsNeitherTheLocalStackNorTestLibraries() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "pixpro.local..",
                        "pixpro.corpus..",
                        "org.junit..",
                        "org.assertj..",
                        "org.mockito..",
                        "org.awaitility..",
                        "com.tngtech..",
                        "org.apache.camel.test..",
                        "org.springframework.mock..",
                        "org.springframework.test..",
                        "org.springframework.boot.test..",
                        "de.bwaldvogel..",
                        "eu.maveniverse..")
                .check(production);
    }

    @Test
    void componentsOfOurOwnDoNotKnowPixPro() {
        noClasses()
                .that()
                .resideInAPackage("org.apache.camel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DOMAIN, ROUTES)
                .check(production);
    }

    @Test
    void theEngineStandsAlone() {
        noClasses()
                .that()
                .resideInAPackage("pixpro.engine..")
                .should()
                .dependOnClassesThat(resideInAPackage(DOMAIN).and(not(resideInAPackage("pixpro.engine.."))))
                .check(production);
    }

    @Test
    void everyEffectFitsIntoAFewLines() throws IOException {
        try (Stream<Path> files = Files.list(classesOrSources("camel/effects"))) {
            List<Path> effects =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(effects).hasSizeGreaterThanOrEqualTo(5);
            assertThat(effects)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(25));
        }
    }

    private static DescribedPredicate<JavaClass> isInsideOfWhatMeetsCamel() {
        return DescribedPredicate.describe(
                "inside of these",
                inner -> inner.getEnclosingClass().map(MEETS_CAMEL::test).orElse(false));
    }

    private static Path classesOrSources(String resources) {
        Path packaged = classes.resolve(resources);
        return Files.isDirectory(packaged) ? packaged : Path.of("src", "main", "resources", resources);
    }
}
