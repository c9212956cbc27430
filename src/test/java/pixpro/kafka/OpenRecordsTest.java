package pixpro.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRecordsTest {

    private final OpenRecords records = new OpenRecords(null);

    @Test
    void commitsNothingBeforeAnythingIsRead() {
        assertThat(records.position()).isNull();
    }

    @Test
    void commitsUpToTheFirstThatIsOpen() {
        take(0, 5);
        done(0, 1, 3);

        assertThat(records.position()).isEqualTo(new OffsetAndMetadata(2, "5;2,4"));
        assertThat(records.inWork()).isEqualTo(2);

        done(2);
        assertThat(records.position()).isEqualTo(new OffsetAndMetadata(4, "5;4"));
        done(4);
        assertThat(records.position()).isEqualTo(new OffsetAndMetadata(5, ""));
    }

    @Test
    void doesAgainOnlyWhatWasOpenWhenThePartitionComesToTheNext() {
        take(0, 10);
        done(0, 1, 2, 4, 5, 7, 8, 9);

        OpenRecords next = new OpenRecords(records.position());

        assertThat(LongStream.range(3, 12).filter(next::take)).containsExactly(3L, 6L, 10L, 11L);
    }

    @Test
    void forgetsNothingThatWasOpenWhileItIsNotYetTakenAgain() {
        OpenRecords next = new OpenRecords(new OffsetAndMetadata(3, "10;3,6"));
        assertThat(next.take(3)).isTrue();
        next.done(3);

        assertThat(next.position()).isEqualTo(new OffsetAndMetadata(6, "10;6"));
    }

    @Test
    void takesNoRecordTwiceThatIsInWorkOrDone() {
        take(0, 3);
        done(1);

        assertThat(records.take(0)).isFalse();
        assertThat(records.take(1)).isFalse();
        assertThat(records.take(3)).isTrue();
    }

    @Test
    void readsAllAgainWhenSomebodySetsTheGroupBack() {
        OpenRecords next = new OpenRecords(new OffsetAndMetadata(0));

        assertThat(LongStream.range(0, 4).filter(next::take)).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void leavesOutWhatTheTopicNoLongerHas() {
        assertThat(records.take(100)).isTrue();
        assertThat(records.take(103)).isTrue();
        done(103);

        assertThat(records.position()).isEqualTo(new OffsetAndMetadata(100, "104;100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "12;", ";", "9;9,9", "5;1,99", "1;3", "99999999999999999999;1", "12;1,,2"})
    void believesNoMetadataThatCannotBe(String metadata) {
        OpenRecords next = new OpenRecords(new OffsetAndMetadata(7, metadata));

        assertThat(next.take(200)).isTrue();
        assertThat(next.position().offset()).isBetween(7L, 200L);
    }

    private void take(long from, long to) {
        LongStream.range(from, to)
                .forEach(offset ->
                        assertThat(records.take(offset)).as("offset " + offset).isTrue());
    }

    private void done(long... offsets) {
        LongStream.of(offsets).forEach(records::done);
    }
}
