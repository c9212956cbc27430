package pixpro.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

class EffectCatalogueTest {

    private final EffectCatalogue effects = SampleEffects.catalogue();

    @Test
    void listsEffectsInTheOrderOfTheirIds() {
        assertThat(effects.list())
                .extracting(CatalogueEntry::id)
                .containsExactly("describe", "detect-faces", "enhance");
    }

    @Test
    void describesParametersAsAClosedJsonSchemaObject() {
        CatalogueEntry enhance = effects.find("enhance").orElseThrow();

        assertThat(enhance.title()).isEqualTo("Enhance");
        assertThat(enhance.result()).isEqualTo("image");
        assertThat(enhance.params()).containsEntry("type", "object").containsEntry("additionalProperties", false);
        assertThat(enhance.params())
                .extractingByKey("properties")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsKey("strength");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "{}", "\n{ }\n"})
    void fillsInDefaults(String params) {
        assertThat(effects.check("enhance", params)).isEqualTo(Map.of("strength", 0.5));
    }

    @Test
    void keepsWhatWasGiven() {
        assertThat(effects.check("enhance", "{\"strength\":1,\"passes\":2}"))
                .isEqualTo(Map.of("strength", 1, "passes", 2));
        assertThat(effects.check("enhance", "{\"passes\":2}")).isEqualTo(Map.of("strength", 0.5, "passes", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"strength\":1.01}",
                "{\"strength\":-0.01}",
                "{\"strength\":1e400}",
                "{\"strength\":\"0.5\"}",
                "{\"strength\":null}",
                "{\"strength\":{\"$gt\":\"\"}}",
                "{\"passes\":1.5}",
                "{\"passes\":99999999999999999999}",
                "{\"strenght\":0.5}",
                "{\"__proto__\":{}}"
            })
    void refusesParametersThatDoNotFit(String params) {
        Problem problem = refusal("enhance", params);

        assertThat(problem.name()).isEqualTo("invalid-params");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.detail()).matches("The parameters do not fit the effect enhance: (/|property ).*\\.");
    }

    @Test
    void namesTheParameterThatIsNotThere() {
        assertThat(refusal("enhance", "{\"strenght\":0.5}").detail()).contains("strenght");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strong", "{", "{\"strength\":NaN}", "{'strength':1}", "{\"strength\":0.5,}", "\u0000"})
    void refusesWhatIsNotJson(String params) {
        assertThat(refusal("enhance", params).detail()).isEqualTo("The field params is not JSON.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "1", "\"strength\"", "true"})
    void refusesWhatIsNotAnObject(String params) {
        assertThat(refusal("enhance", params).detail()).isEqualTo("The field params is not a JSON object.");
    }

    @Test
    void survivesDeepJson() {
        assertThat(refusal("enhance", "{\"a\":".repeat(10_000)).name()).isEqualTo("invalid-params");
        String deep = "{\"strength\":" + "[".repeat(900) + "]".repeat(900) + "}";
        assertThat(refusal("enhance", deep).name()).isEqualTo("invalid-params");
    }

    @Test
    void saysWhichEffectsThereAreWhenAskedForAnother() {
        Problem problem = refusal("enhnace", null);

        assertThat(problem.name()).isEqualTo("unknown-effect");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.detail()).contains("enhnace");
        assertThat(problem.extensions()).containsEntry("effects", List.of("describe", "detect-faces", "enhance"));
    }

    @Test
    void repeatsAnUnknownNameShortAndWithoutControlCharacters() {
        String detail = refusal("\u0007bell\r\nSet-Cookie: a=b" + "x".repeat(10_000), null)
                .detail();

        assertThat(detail.length()).isLessThan(200);
        assertThat(detail.chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void refusesWhatNobodyIsSetUpToDo() {
        EffectCatalogue nobody = SampleEffects.catalogueOf(false, false);

        Problem problem = catchThrowableOfType(ProblemException.class, () -> nobody.check("enhance", "no JSON"))
                .problem();

        assertThat(problem.name()).isEqualTo("capability-unavailable");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.extensions()).containsEntry("capability", "vision");
    }

    @Test
    void takesWhatSomebodyWillDoOnceHeIsBack() {
        EffectCatalogue down = SampleEffects.catalogueOf(true, false);

        assertThat(down.check("enhance", null)).isNotEmpty();
        assertThat(down.list()).extracting(CatalogueEntry::available).containsOnly(false);
        assertThat(effects.list()).extracting(CatalogueEntry::available).containsOnly(true);
    }

    @Test
    void findsNothingForAnUnknownId() {
        assertThat(effects.find("../enhance")).isEmpty();
        assertThat(effects.find("")).isEmpty();
    }

    @Test
    void knowsFourKindsOfResult() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Effect().setResult("video"));
    }

    private Problem refusal(String id, String params) {
        return catchThrowableOfType(ProblemException.class, () -> effects.check(id, params))
                .problem();
    }
}
