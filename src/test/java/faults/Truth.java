package faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What must be there: what a 202 named, and what else of the unknown has come so far that a topic names it, for then it
 * has to be there as a whole.
 *
 * @param images by id
 * @param names all files that were sent, by name
 * @param absent what is unknown and on no topic
 */
record Truth(Map<String, Image> images, Map<String, Sent> names, List<Sent> absent) {

    /**
     * An image that must be there.
     *
     * @param jobId null without an effect
     */
    record Image(String id, String jobId, Sent sent) {

        String original() {
            return "images/" + id + "/original";
        }

        String result() {
            return "images/" + id + "/results/" + jobId;
        }

        List<String> events() {
            return jobId == null
                    ? List.of(id + ":stored", id + ":prepared")
                    : List.of(jobId + ":queued", jobId + ":processed", id + ":prepared");
        }
    }

    static Truth of(Evidence evidence) {
        Map<String, Sent> names = new LinkedHashMap<>();
        evidence.sent().forEach(sent -> names.put(sent.name(), sent));
        Map<String, Image> images = new LinkedHashMap<>();
        for (Sent sent : evidence.sent()) {
            if (sent.fate() == Sent.Fate.TAKEN) {
                images.put(sent.imageId(), new Image(sent.imageId(), sent.jobId(), sent));
            }
        }
        Set<String> appeared = new LinkedHashSet<>();
        for (Said said : evidence.said()) {
            Sent sent = names.get(said.filename());
            // whoever says that an image is prepared does not say whether it has a job
            boolean announces = !said.isPreparation();
            if (announces && sent != null && sent.fate() == Sent.Fate.UNKNOWN) {
                appeared.add(sent.name());
                images.putIfAbsent(said.imageId(), new Image(said.imageId(), said.jobId(), sent));
            }
        }
        List<Sent> absent = evidence.sent().stream()
                .filter(sent -> sent.fate() == Sent.Fate.UNKNOWN && !appeared.contains(sent.name()))
                .toList();
        return new Truth(images, names, absent);
    }

    List<Image> of(String person) {
        return images.values().stream()
                .filter(image -> image.sent().person().equals(person))
                .toList();
    }

    /** @return what is there although nobody was told so */
    List<Image> appeared() {
        return images.values().stream()
                .filter(image -> image.sent().fate() == Sent.Fate.UNKNOWN)
                .toList();
    }

    List<Image> withJob() {
        return images.values().stream().filter(image -> image.jobId() != null).toList();
    }

    Set<String> jobIds() {
        return withJob().stream().map(Image::jobId).collect(Collectors.toSet());
    }

    /** @return how often each of these bytes was sent without anybody knowing what became of it */
    Map<String, Integer> absentBytes() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        new ArrayList<>(absent).forEach(sent -> counts.merge(sent.sha256(), 1, Integer::sum));
        return counts;
    }
}
