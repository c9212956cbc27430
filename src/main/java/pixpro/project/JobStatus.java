package pixpro.project;

import java.util.List;

/** The states of a job, as they stand in MongoDB and in answers. */
public final class JobStatus {

    public static final String QUEUED = "queued";
    public static final String PROCESSED = "processed";
    public static final String FAILED = "failed";

    /** States that never change again. */
    public static final List<String> TERMINAL = List.of(PROCESSED, FAILED);

    private JobStatus() {}
}
