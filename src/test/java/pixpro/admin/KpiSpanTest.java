package pixpro.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pixpro.http.ProblemException;

class KpiSpanTest {

    private static final Instant NOW = Instant.parse("2026-11-23T22:30:15Z");

    @Test
    void isTheLastDayInOnePointByDefault() {
        KpiSpan span = KpiSpan.parse(null, null, null, NOW);
        assertThat(span.from()).isEqualTo(Instant.parse("2026-11-22T22:30:00Z"));
        assertThat(span.to()).isEqualTo(Instant.parse("2026-11-23T22:31:00Z"));
        assertThat(span.points()).isEqualTo(1);
    }

    @Test
    void widensToWholeMinutesAndLetsTheLastStepBeShorter() {
        KpiSpan span = KpiSpan.parse("2026-11-23T10:00:59Z", "2026-11-23T12:30:00.001Z", "PT1H", NOW);
        assertThat(span.from()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
        assertThat(span.to()).isEqualTo(Instant.parse("2026-11-23T12:31:00Z"));
        assertThat(span.step()).isEqualTo(Duration.ofHours(1));
        assertThat(span.points()).isEqualTo(3);
        assertThat(span.pointOf(Instant.parse("2026-11-23T12:30:00Z"))).isEqualTo(2);
        assertThat(span.start(2)).isEqualTo(Instant.parse("2026-11-23T12:00:00Z"));
    }

    @Test
    void servesAThousandPointsAndNotOneMore() {
        KpiSpan span = KpiSpan.parse("2026-11-23T00:00:00Z", "2026-11-23T16:40:00Z", "PT1M", NOW);
        assertThat(span.points()).isEqualTo(1000);
        assertRefused("2026-11-23T00:00:00Z", "2026-11-23T16:41:00Z", "PT1M");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            quoteCharacter = '\'',
            value = {
                "2026-11-23T12:00:00Z, 2026-11-23T11:00:00Z, -",
                "2026-11-23T12:00:00Z, 2026-11-23T12:00:00Z, -",
                "9999-01-01T00:00:00Z, -, -",
                "-, 9999-01-01T00:00:00Z, -",
                "0001-01-01T00:00:00Z, -, -",
                "-1000000000-01-01T00:00:00Z, -, -",
                "yesterday, -, -",
                "2026-11-23, -, -",
                "'{\"$gt\":\"\"}', -, -",
                "-, '{\"$gt\":\"\"}', -",
                "-, -, '{\"$gt\":\"\"}'",
                "-, -, PT59S",
                "-, -, PT61S",
                "-, -, PT0S",
                "-, -, -PT1H",
                "-, -, P1M",
                "-, -, PT9223372036854775807S",
                "-, -, hour",
            })
    void refuses(String from, String to, String step) {
        assertRefused(from, to, step);
    }

    private static void assertRefused(String from, String to, String step) {
        assertThatThrownBy(() -> KpiSpan.parse(from, to, step, NOW))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }
}
