package faults;

import com.fasterxml.jackson.databind.JsonNode;
import faults.Truth.Image;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what must be there with what is. Each method looks at one invariant. */
final class Checker {

    private final Evidence evidence;
    private final Truth truth;

    private Checker(Evidence evidence) {
        this.evidence = evidence;
        this.truth = Truth.of(evidence);
    }

    /** @return one finding per invariant */
    static List<Finding> check(Evidence evidence) {
        Checker checker = new Checker(evidence);
        List<Finding> findings = new ArrayList<>(List.of(
                checker.answersAreJust(),
                checker.topicsSayWhatWasSent(),
                checker.unknownUploadsAreThereOnceOrNot(),
                checker.imagesAreInTheirOwnersLibrary(),
                checker.originalsAreThereByteForByte(),
                checker.jobsEndedOnceAndWell(),
                checker.resultsAreWhatTheirRecordsSay(),
                checker.imagesHaveTheirThumbnails(),
                checker.peopleWereToldOfEachEventOnce(),
                checker.kpisAreTheRecount(),
                checker.consumersHaveDoneAll(),
                checker.breakersAreClosed()));
        findings.addAll(Leftovers.check(evidence, checker.truth));
        return findings;
    }

    private Finding answersAreJust() {
        Finding finding = new Finding("what is broken was not taken, and nothing else was called wrong");
        evidence.sent()
                .forEach(sent -> finding.expect(
                        sent.right() ? sent.fate() != Sent.Fate.REFUSED : sent.fate() != Sent.Fate.TAKEN,
                        sent::toString));
        return finding;
    }

    private Finding topicsSayWhatWasSent() {
        Finding finding = new Finding("every record is explained by the ledger");
        for (Said said : evidence.said()) {
            Sent sent = truth.names().get(said.filename());
            boolean explained = sent != null
                    && sent.fate() != Sent.Fate.REFUSED
                    && (sent.fate() == Sent.Fate.UNKNOWN || sent.imageId().equals(said.imageId()))
                    && (sent.fate() == Sent.Fate.UNKNOWN
                            || said.jobId() == null
                            || said.jobId().equals(sent.jobId())
                            || isOfTheSameBytes(sent, said.jobId()))
                    && evidence.owners()
                            .get(sent.person())
                            .equals(said.event().at("/data/image/owner").asText())
                    && sent.sha256()
                            .equals(said.event().at("/data/image/sha256").asText());
            finding.expect(said.nonsense() || explained, () -> said.where() + " " + said.event() + " of " + sent);
        }
        return finding;
    }

    /** An image is kept once: what the same bytes are sent for again is said of the first. */
    private boolean isOfTheSameBytes(Sent sent, String jobId) {
        return evidence.sent().stream()
                .filter(other ->
                        other.person().equals(sent.person()) && other.sha256().equals(sent.sha256()))
                .anyMatch(other -> other.fate() == Sent.Fate.UNKNOWN || jobId.equals(other.jobId()));
    }

    private Finding unknownUploadsAreThereOnceOrNot() {
        Finding finding = new Finding("no upload became two images");
        Map<String, Set<String>> ids = new HashMap<>();
        truth.images().values().forEach(image -> ids.computeIfAbsent(
                        image.sent().name(), none -> new HashSet<>())
                .add(image.id()));
        ids.forEach((name, images) -> finding.expect(images.size() == 1, () -> name + " is " + images));
        return finding;
    }

    private Finding imagesAreInTheirOwnersLibrary() {
        Finding finding = new Finding("every 202 is in its owner's library, and nowhere else");
        Evidence.PEOPLE.forEach(person -> {
            Map<String, JsonNode> library = evidence.libraries().get(person);
            Set<String> expected = new HashSet<>();
            for (Image image : truth.of(person)) {
                expected.add(image.id());
                JsonNode found = library.get(image.id());
                finding.expect(
                        found != null
                                && image.sent()
                                        .sha256()
                                        .equals(found.path("sha256").asText()),
                        () -> image + " is shown as " + found);
            }
            library.keySet()
                    .forEach(id -> finding.expect(
                            expected.contains(id),
                            () -> person + " is shown " + id + ", which nobody of that name sent"));
        });
        return finding;
    }

    private Finding originalsAreThereByteForByte() {
        Finding finding = new Finding("every original is there byte for byte");
        truth.images().values().forEach(image -> {
            String found = evidence.objects().get(image.original());
            finding.expect(image.sent().sha256().equals(found), () -> image + " is stored as " + found);
        });
        evidence.downloads().forEach((id, sha256) -> {
            Image image = truth.images().get(id);
            finding.expect(
                    image != null && image.sent().sha256().equals(sha256),
                    () -> "by its link, " + image + " is " + sha256);
        });
        return finding;
    }

    private Finding jobsEndedOnceAndWell() {
        Finding finding = new Finding("every job ended exactly once, and well; nothing waits");
        Map<String, Set<String>> ends = new HashMap<>();
        evidence.said().stream()
                .filter(said -> !said.topic().equals("image-process") && said.jobId() != null)
                .forEach(said -> ends.computeIfAbsent(said.jobId(), none -> new HashSet<>())
                        .add(said.type()));
        for (Image image : truth.images().values()) {
            JsonNode shown = evidence.libraries().get(image.sent().person()).get(image.id());
            JsonNode jobs = shown == null ? null : shown.path("jobs");
            boolean right = jobs != null
                    && (image.jobId() == null
                            ? jobs.isEmpty()
                            : jobs.size() == 1
                                    && image.jobId()
                                            .equals(jobs.path(0).path("id").asText())
                                    && "processed"
                                            .equals(jobs.path(0).path("status").asText())
                                    && Set.of("image.processed").equals(ends.get(image.jobId())));
            finding.expect(right, () -> image + " has the jobs " + jobs + ", ended by " + ends.get(image.jobId()));
        }
        return finding;
    }

    private Finding resultsAreWhatTheirRecordsSay() {
        Finding finding = new Finding("every result is there as its record says");
        for (Said said : evidence.said()) {
            if (said.type().equals("image.processed")) {
                JsonNode result = said.event().at("/data/result");
                String found = evidence.objects().get(result.path("objectKey").asText());
                finding.expect(
                        result.path("sha256").asText().equals(found),
                        () -> said.where() + " says " + result + ", stored is " + found);
            }
        }
        return finding;
    }

    private Finding imagesHaveTheirThumbnails() {
        Finding finding = new Finding("every image in a library has its thumbnails, as their record says");
        Map<String, JsonNode> prepared = new HashMap<>();
        evidence.said().stream()
                .filter(Said::isPreparation)
                .forEach(said -> prepared.put(said.imageId(), said.event().at("/data/thumbnails")));
        for (Image image : truth.images().values()) {
            JsonNode shown = evidence.libraries().get(image.sent().person()).get(image.id());
            JsonNode told = prepared.get(image.id());
            int count = told == null ? 0 : told.size();
            finding.expect(
                    count > 0
                            && shown != null
                            && shown.path("thumbnails").size() == count
                            && shown.path("placeholder").isTextual(),
                    () -> image + " is shown as " + shown + ", told was " + told);
            for (int i = 0; i < count; i++) {
                String key = told.path(i).path("objectKey").asText();
                String sha256 = told.path(i).path("sha256").asText();
                finding.expect(
                        sha256.equals(evidence.objects().get(key)),
                        () -> key + " is " + evidence.objects().get(key) + " and should be " + sha256);
            }
        }
        return finding;
    }

    private Finding peopleWereToldOfEachEventOnce() {
        Finding finding = new Finding("owners were told of each event once, and of nobody else's");
        Evidence.PEOPLE.forEach(person -> {
            Set<String> missing = new HashSet<>();
            truth.of(person).forEach(image -> missing.addAll(image.events()));
            for (JsonNode told : evidence.inboxes().get(person)) {
                finding.expect(
                        missing.remove(told.path("id").asText()),
                        () -> person + " was told twice, or of what is not theirs: " + told);
            }
            missing.forEach(id -> finding.expect(false, () -> person + " was not told of " + id));
        });
        return finding;
    }

    private Finding kpisAreTheRecount() {
        Finding finding = new Finding("KPIs are the recount of what is there");
        Map<String, Integer> processed = new HashMap<>();
        truth.withJob()
                .forEach(image -> processed.merge(
                        image.sent().effect().contains(",")
                                ? "chain"
                                : image.sent().effect(),
                        1,
                        Integer::sum));
        expectKpi(finding, "/received", truth.images().size());
        expectKpi(finding, "/processed", truth.withJob().size());
        expectKpi(finding, "/failed", 0);
        expectKpi(finding, "/inProgress", 0);
        processed.forEach((effect, jobs) -> expectKpi(finding, "/effects/" + effect + "/processed", jobs));
        return finding;
    }

    private void expectKpi(Finding finding, String kpi, int expected) {
        JsonNode found = evidence.kpis().at(kpi);
        finding.expect(found.asInt(-1) == expected, () -> kpi + " is " + found + " and should be " + expected);
    }

    private Finding consumersHaveDoneAll() {
        Finding finding = new Finding("no consumer group has anything left to do");
        finding.expect(evidence.lags().isEmpty(), () -> evidence.lags().toString());
        return finding;
    }

    private Finding breakersAreClosed() {
        Finding finding = new Finding("no circuit breaker is stuck");
        evidence.breakers()
                .forEach((instance, states) ->
                        finding.expect(states.equals(List.of("closed")), () -> instance + " has it " + states));
        return finding;
    }
}
