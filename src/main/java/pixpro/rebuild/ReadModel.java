package pixpro.rebuild;

import java.util.List;
import pixpro.mongodb.Collections;

/** What can be derived anew. The inbox cannot: its numbers are what clients know. */
public enum ReadModel {

    /** What people see of their images and jobs. */
    LIBRARY("pixpro-project", List.of(Collections.IMAGES, Collections.JOBS)),

    /** Facts per job, and what the minutes come to. */
    KPIS("pixpro-aggregate", List.of(Collections.JOB_FACTS, Collections.KPI_MINUTES));

    private final String group;
    private final List<String> collections;

    ReadModel(String group, List<String> collections) {
        this.group = group;
        this.collections = collections;
    }

    /** @return the consumer group that writes it, and nothing else */
    public String group() {
        return group;
    }

    /** @return the collections, which nobody else writes */
    public List<String> collections() {
        return collections;
    }
}
