package pixpro.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.event.SampleJson;
import pixpro.http.Problem;
import pixpro.http.ProblemException;

class EffectOrdersTest {

    private final EffectOrders orders = new EffectOrders(SampleEffects.catalogue(), SampleJson.mapper());

    @Test
    void takesOneEffectWithItsParameters() {
        assertThat(orders.check("enhance", "{\"passes\":2}"))
                .isEqualTo(new EffectOrder("enhance", Map.of("strength", 0.5, "passes", 2)));
    }

    @Test
    void takesAChainWithDefaultsForEachEffect() {
        assertThat(orders.check(" enhance ,describe", null))
                .isEqualTo(new EffectOrder(
                        "enhance,describe", Map.of("enhance", Map.of("strength", 0.5), "describe", Map.of())));
    }

    @Test
    void takesTheSameEffectTwice() {
        assertThat(orders.check("enhance,enhance", "{\"enhance\":{\"strength\":1}}"))
                .isEqualTo(new EffectOrder("enhance,enhance", Map.of("enhance", Map.of("strength", 1))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "describe,enhance|invalid-chain",
                "detect-faces,enhance|invalid-chain",
                "enhance,,describe|unknown-effect",
                "enhance,|unknown-effect",
                ",|unknown-effect",
                "enhance,nothing|unknown-effect",
                "enhance,enhance,enhance,enhance,enhance,enhance,enhance,enhance,enhance|invalid-chain"
            })
    void refusesAChainThatCannotBe(String effect, String problem) {
        assertThat(refusal(effect, null).name()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"strength\":0.5}",
                "{\"enhance\":0.5}",
                "{\"enhance\":null}",
                "{\"enhance\":[]}",
                "{\"enhance\":{\"strength\":2}}",
                "{\"describe\":{\"strength\":1}}",
                "{\"denoise\":{}}",
                "[]",
                "no JSON"
            })
    void refusesParametersThatAreForNoEffectOfTheChain(String params) {
        Problem problem = refusal("enhance,describe", params);

        assertThat(problem.name()).isEqualTo("invalid-params");
        assertThat(problem.status()).isEqualTo(422);
    }

    private Problem refusal(String effect, String params) {
        return catchThrowableOfType(ProblemException.class, () -> orders.check(effect, params))
                .problem();
    }
}
