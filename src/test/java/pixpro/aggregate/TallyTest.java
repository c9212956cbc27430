package pixpro.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bson.Document;
import org.junit.jupiter.api.Test;

class TallyTest {

    @Test
    void comesBackFromItsDocumentAsItWent() {
        Tally tally = new Tally();
        tally.countQueued(new Document("outcome", "stored"));
        tally.countQueued(fact("enhance", "open", 0));
        tally.countFinished(fact("enhance", "processed", 900));
        tally.countFinished(fact("denoise", "failed", 500));

        Tally read = Tally.read(tally.toDocument());
        assertThat(read.total().received()).isEqualTo(2);
        assertThat(read.effects().get("enhance").received()).isEqualTo(1);
        assertThat(read.effects().get("denoise").failed()).isEqualTo(1);
        assertThat(read.total().totalTime().average()).isEqualTo(900);
    }

    @Test
    void isEmptyForAMinuteThatWasOnlyMarked() {
        Tally read = Tally.read(new Document("_id", "2026-11-23T22:00:00Z").append("dirty", true));
        assertThat(read.total().received()).isZero();
        assertThat(read.total().totalTime().average()).isNull();
        assertThat(read.total().totalTime().percentile(99)).isNull();
    }

    @Test
    void addsUpMinutesToTheSameAsAllAtOnce() {
        Tally sum = new Tally();
        Tally atOnce = new Tally();
        for (int minute = 0; minute < 10; minute++) {
            Tally one = new Tally();
            for (int job = 0; job < 100; job++) {
                Document fact = fact("enhance", "processed", minute * 100L + job + 1);
                one.countFinished(fact);
                atOnce.countFinished(fact);
            }
            sum.add(Tally.read(one.toDocument()));
        }
        Durations summed = sum.total().totalTime();
        Durations direct = atOnce.total().totalTime();
        assertThat(summed.count()).isEqualTo(1000);
        assertThat(summed.average()).isEqualTo(501);
        for (double percent : new double[] {50, 95, 99}) {
            assertThat(summed.percentile(percent)).isEqualTo(direct.percentile(percent));
            assertThat(summed.percentile(percent).doubleValue()).isCloseTo(percent * 10, within(percent * 10 / 100));
        }
    }

    @Test
    void countsADurationBeyondAWeekAsAWeekInTheDistributionOnly() {
        Durations durations = new Durations();
        long month = 30L * 24 * 3600 * 1000;
        durations.add(month);
        assertThat(durations.average()).isEqualTo(month);
        assertThat(durations.percentile(50)).isLessThan(month);
    }

    private static Document fact(String effect, String outcome, long millis) {
        return new Document("effect", effect)
                .append("outcome", outcome)
                .append("durationMs", millis)
                .append("processingMs", millis / 2);
    }
}
