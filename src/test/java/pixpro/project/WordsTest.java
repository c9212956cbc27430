package pixpro.project;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void knowNeitherCaseNorAccents() {
        assertThat(Words.of("Ein CAFÉ in Łódź, İzmir")).containsExactly("ein", "cafe", "in", "łodz", "izmir");
    }

    @Test
    void holdLettersAndDigitsOnly() {
        assertThat(Words.of("{\"$gt\":\"\"} ^a.*b$ 猫 x_y 2024")).containsExactly("gt", "a", "b", "猫", "x", "y", "2024");
        assertThat(Words.of("$^.* \n")).isEmpty();
    }

    @Test
    void comeOnceAndAreCutWhereTheyGrowTooLong() {
        assertThat(Words.of("tea Tea TEA")).containsExactly("tea");
        assertThat(Words.of("x".repeat(500))).containsExactly("x".repeat(40));
        assertThat(Words.of("𝒂𠀀".repeat(100)).iterator().next().codePoints()).hasSize(40);
    }
}
