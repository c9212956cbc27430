package pixpro.aggregate;

import org.bson.Document;

/** What the facts of one effect come to. Adds up: over minutes and over effects. */
public final class EffectTally {

    private long received;
    private long processed;
    private long failed;
    private final Durations totalTime = new Durations();
    private final Durations processingTime = new Durations();

    /** One more taken in. */
    void countReceived(long images) {
        received += images;
    }

    /** One more given up. */
    void countFailed() {
        failed++;
    }

    /**
     * One more ended well.
     *
     * @param totalMillis from queued to finished
     * @param processingMillis from started to finished; null if unknown
     */
    void countProcessed(long totalMillis, Long processingMillis) {
        processed++;
        totalTime.add(totalMillis);
        if (processingMillis != null) {
            processingTime.add(processingMillis);
        }
    }

    /** @param other is added to this and stays as it is */
    public void add(EffectTally other) {
        received += other.received;
        processed += other.processed;
        failed += other.failed;
        totalTime.add(other.totalTime);
        processingTime.add(other.processingTime);
    }

    public long received() {
        return received;
    }

    public long processed() {
        return processed;
    }

    public long failed() {
        return failed;
    }

    /** @return from queued to finished, of those that ended well */
    public Durations totalTime() {
        return totalTime;
    }

    /** @return from started to finished, of those that ended well */
    public Durations processingTime() {
        return processingTime;
    }

    Document toDocument(String effect) {
        Document document = new Document("effect", effect)
                .append("received", received)
                .append("processed", processed)
                .append("failed", failed);
        // most effects of most minutes have none, and a histogram of nothing is 40 bytes
        if (totalTime.count() > 0) {
            document.append("totalTime", totalTime.toDocument());
        }
        if (processingTime.count() > 0) {
            document.append("processingTime", processingTime.toDocument());
        }
        return document;
    }

    static EffectTally read(Document document) {
        EffectTally tally = new EffectTally();
        tally.received = document.get("received", Number.class).longValue();
        tally.processed = document.get("processed", Number.class).longValue();
        tally.failed = document.get("failed", Number.class).longValue();
        add(document, "totalTime", tally.totalTime);
        add(document, "processingTime", tally.processingTime);
        return tally;
    }

    private static void add(Document document, String field, Durations to) {
        if (document.get(field) != null) {
            to.add(Durations.read(document.get(field, Document.class)));
        }
    }
}
