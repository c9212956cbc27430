package pixpro.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pixpro.http.ProblemException;

class PageSizeTest {

    @Test
    void takesWhatIsWithinTheBounds() {
        assertThat(PageSize.parse(null, 50, 200)).isEqualTo(50);
        assertThat(PageSize.parse("1", 50, 200)).isEqualTo(1);
        assertThat(PageSize.parse("200", 50, 200)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "1.5", "2147483648", "ten", "{\"$gt\":1}", " 5"})
    void refusesEverythingElse(String limit) {
        assertThatThrownBy(() -> PageSize.parse(limit, 50, 200)).isInstanceOf(ProblemException.class);
    }
}
