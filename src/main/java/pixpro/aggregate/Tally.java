package pixpro.aggregate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** What the facts of some span of time come to, per effect. Tallies of neighbouring spans add up. */
public final class Tally {

    private static final String STORED = "stored";
    private static final String EFFECTS = "effects";

    private long stored;
    private final Map<String, EffectTally> effects = new TreeMap<>();

    /** @param fact of {@code job_facts}, queued within the span */
    void countQueued(Document fact) {
        if (JobFacts.STORED.equals(fact.getString("outcome"))) {
            stored++;
        } else {
            effect(fact).countReceived(1);
        }
    }

    /** @param fact of {@code job_facts}, finished within the span */
    void countFinished(Document fact) {
        switch (fact.getString("outcome")) {
            case JobFacts.PROCESSED -> {
                Number processing = fact.get("processingMs", Number.class);
                effect(fact)
                        .countProcessed(
                                fact.get("durationMs", Number.class).longValue(),
                                processing == null ? null : processing.longValue());
            }
            case JobFacts.FAILED -> effect(fact).countFailed();
            default -> throw new IllegalStateException("finished without an outcome: " + fact.getString("_id"));
        }
    }

    private EffectTally effect(Document fact) {
        return effects.computeIfAbsent(fact.getString("effect"), none -> new EffectTally());
    }

    /** @param other is added to this and stays as it is */
    public void add(Tally other) {
        stored += other.stored;
        other.effects.forEach((effect, tally) ->
                effects.computeIfAbsent(effect, none -> new EffectTally()).add(tally));
    }

    /** @return per effect, by its id */
    public Map<String, EffectTally> effects() {
        return Collections.unmodifiableMap(effects);
    }

    /** @return all effects together; images that were only stored count as received */
    public EffectTally total() {
        EffectTally total = new EffectTally();
        total.countReceived(stored);
        effects.values().forEach(total::add);
        return total;
    }

    /** @return the fields of a rollup; effects as a list, since ids are not field names */
    Document toDocument() {
        List<Document> list = effects.entrySet().stream()
                .map(effect -> effect.getValue().toDocument(effect.getKey()))
                .toList();
        return new Document(STORED, stored).append(EFFECTS, list);
    }

    /** @param rollup of {@code kpi_minutes}; one that was marked and never computed is empty */
    public static Tally read(Document rollup) {
        Tally tally = new Tally();
        if (rollup.get(EFFECTS) != null) {
            tally.stored = rollup.get(STORED, Number.class).longValue();
            rollup.getList(EFFECTS, Document.class)
                    .forEach(effect -> tally.effects.put(effect.getString("effect"), EffectTally.read(effect)));
        }
        return tally;
    }
}
