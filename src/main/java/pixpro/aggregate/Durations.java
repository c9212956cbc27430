package pixpro.aggregate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * How long things took, in milliseconds: the sum exactly, the distribution within 1 %. Two of them add up without loss,
 * which percentiles alone do not.
 */
public final class Durations {

    private static final int SIGNIFICANT_DIGITS = 2;

    /** A week; what took longer counts as a week in the distribution. */
    private static final long HIGHEST = 7L * 24 * 3600 * 1000;

    private final Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    private long sum;

    /** Durations of nothing yet. */
    public Durations() {
        histogram.setAutoResize(true);
    }

    /** @param millis one duration, not negative */
    public void add(long millis) {
        histogram.recordValue(Math.min(millis, HIGHEST));
        sum += millis;
    }

    /** @param other is added to this and stays as it is */
    public void add(Durations other) {
        histogram.add(other.histogram);
        sum += other.sum;
    }

    /** @return how many there are */
    public long count() {
        return histogram.getTotalCount();
    }

    /** @return the mean in milliseconds, exact; null without any */
    public Long average() {
        return count() == 0 ? null : Math.round((double) sum / count());
    }

    /**
     * @param percent 0 to 100
     * @return the duration in milliseconds that so many percent do not exceed; null without any
     */
    public Long percentile(double percent) {
        return count() == 0 ? null : histogram.getValueAtPercentile(percent);
    }

    /** @return what {@link #read} makes the same durations of */
    Document toDocument() {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return new Document("sum", sum).append("histogram", new Binary(Arrays.copyOf(buffer.array(), length)));
    }

    /** @param document from {@link #toDocument} */
    static Durations read(Document document) {
        try {
            byte[] encoded = document.get("histogram", Binary.class).getData();
            Durations durations = new Durations();
            durations.histogram.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0));
            durations.sum = document.get("sum", Number.class).longValue();
            return durations;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a rollup's histogram cannot be read", e);
        }
    }
}
