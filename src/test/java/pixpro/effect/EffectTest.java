package pixpro.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectTest {

    private final Effect effect = new Effect();

    @Test
    void readsParametersFromYamlAndFromJson() {
        Map<String, Object> expected = Map.of("size", Map.of("type", "number", "minimum", 1));

        effect.setParams("size: {type: number, minimum: 1}\n");
        assertThat(effect.params()).isEqualTo(expected);

        effect.setParams("{\"size\": {\"type\": \"number\", \"minimum\": 1}}");
        assertThat(effect.params()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "size", "[size]", "size: number", "size: {", "!!java.net.URL [\"http://localhost\"]"})
    void refusesParametersThatAreNoSchemas(String text) {
        assertThatThrownBy(() -> effect.setParams(text)).isInstanceOf(RuntimeException.class);
        assertThat(effect.params()).isEmpty();
    }

    @Test
    void makesAnImageUnlessToldOtherwise() {
        assertThat(effect.getResult()).isEqualTo("image");
    }
}
