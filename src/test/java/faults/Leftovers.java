package faults;

import faults.Truth.Image;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;

/** The other direction: that everything that is there has a reason to be. */
final class Leftovers {

    /**
     * S3Proxy writes a file under its key, a hyphen and a UUID, and renames it at the end; what it was writing when it was
     * killed stays under that name. Nobody asked for it, and nobody is ever shown it.
     */
    private static final Pattern BEING_WRITTEN =
            Pattern.compile("(images/.+)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Evidence evidence;
    private final Truth truth;

    private Leftovers(Evidence evidence, Truth truth) {
        this.evidence = evidence;
        this.truth = truth;
    }

    static List<Finding> check(Evidence evidence, Truth truth) {
        Leftovers leftovers = new Leftovers(evidence, truth);
        return List.of(
                leftovers.objectsAreReferencedOrOfTheUnknown(),
                leftovers.documentsAreOfWhatIsThere(),
                leftovers.nonsenseIsInQuarantine());
    }

    /**
     * An object of an unknown upload may lie there without its record: it was stored first. So may a picture between two
     * steps of a chain whose removal failed. Both are for the sweeper, and harm nobody. And so may half a file that object
     * storage was writing when it was killed.
     */
    private Finding objectsAreReferencedOrOfTheUnknown() {
        Finding finding = new Finding("every object is referenced, or of an unknown upload");
        Set<String> referenced = new HashSet<>();
        for (Image image : truth.images().values()) {
            referenced.add(image.original());
            referenced.add(image.result());
        }
        evidence.said().stream()
                .filter(said -> said.isPreparation() && truth.images().containsKey(said.imageId()))
                .flatMap(said -> said.event().at("/data/thumbnails").findValuesAsText("objectKey").stream())
                .forEach(referenced::add);
        Map<String, Integer> unknown = truth.absentBytes();
        evidence.objects().forEach((key, sha256) -> {
            boolean explained = referenced.contains(key) || isStepOfAJob(key) || wasBeingWritten(key, referenced);
            if (!explained && unknown.getOrDefault(sha256, 0) > 0) {
                unknown.merge(sha256, -1, Integer::sum);
                explained = true;
            }
            boolean holds = explained;
            finding.expect(holds, () -> key + " with SHA-256 " + sha256);
        });
        return finding;
    }

    private boolean isStepOfAJob(String key) {
        String[] parts = key.split("/");
        Image image = truth.images().get(parts[1]);
        return parts.length == 5 && parts[2].equals("steps") && image != null && parts[3].equals(image.jobId());
    }

    private boolean wasBeingWritten(String key, Set<String> referenced) {
        Matcher written = BEING_WRITTEN.matcher(key);
        return written.matches()
                && (referenced.contains(written.group(1))
                        || isStepOfAJob(written.group(1))
                        || written.group(1).endsWith("/original"));
    }

    /** @return how many objects wait for the sweeper: orphaned originals, and pictures between steps */
    static List<String> forTheSweeper(Evidence evidence) {
        Truth truth = Truth.of(evidence);
        List<String> keys = new ArrayList<>();
        for (String key : evidence.objects().keySet()) {
            if (!truth.images().containsKey(key.split("/")[1]) || key.contains("/steps/")) {
                keys.add(key);
            }
        }
        return keys;
    }

    private Finding documentsAreOfWhatIsThere() {
        Finding finding = new Finding("MongoDB holds what is there, and nothing else");
        Set<String> jobs = truth.jobIds();
        expectIds(finding, "images", truth.images().keySet());
        expectIds(finding, "jobs", jobs);
        Set<String> facts = new HashSet<>(jobs);
        truth.images().values().stream().filter(image -> image.jobId() == null).forEach(image -> facts.add(image.id()));
        expectIds(finding, "job_facts", facts);
        Set<String> places = new HashSet<>();
        evidence.collections()
                .get("notifications")
                .forEach(told -> finding.expect(
                        places.add(told.getString("owner") + " " + told.get("seq")),
                        () -> "a place in the inbox that is taken: " + told.toJson()));
        evidence.collections()
                .get("jobs")
                .forEach(job -> finding.expect("processed".equals(job.getString("status")), job::toJson));
        evidence.collections()
                .get("job_facts")
                .forEach(fact -> finding.expect(!"open".equals(fact.getString("outcome")), fact::toJson));
        return finding;
    }

    private Finding nonsenseIsInQuarantine() {
        Finding finding = new Finding("what nobody can read is in quarantine, and nothing else");
        Set<String> missing = new HashSet<>();
        evidence.said().stream().filter(Said::nonsense).map(Said::where).forEach(missing::add);
        evidence.quarantined()
                .forEach(where -> finding.expect(missing.remove(where), () -> where + " is in quarantine"));
        missing.forEach(where -> finding.expect(false, () -> where + " is not in quarantine"));
        return finding;
    }

    private void expectIds(Finding finding, String collection, Set<String> expected) {
        Set<String> missing = new HashSet<>(expected);
        for (Document document : evidence.collections().get(collection)) {
            finding.expect(missing.remove(document.getString("_id")), () -> collection + " has " + document.toJson());
        }
        missing.forEach(id -> finding.expect(false, () -> collection + " lacks " + id));
    }
}
