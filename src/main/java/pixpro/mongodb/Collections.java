package pixpro.mongodb;

/** The names of the collections. */
public final class Collections {

    /** One document per image, derived from the topics; {@code _id} is the image id. */
    public static final String IMAGES = "images";

    /** One document per job, derived from the topics; {@code _id} is the job id. */
    public static final String JOBS = "jobs";

    /** The inbox, 7 days of it; {@code _id} is the event id. */
    public static final String NOTIFICATIONS = "notifications";

    /** What the KPIs are computed from, one document per job; {@code _id} is the job id. */
    public static final String JOB_FACTS = "job_facts";

    /** KPIs of one minute each, computed from the facts; {@code _id} is the minute's start. */
    public static final String KPI_MINUTES = "kpi_minutes";

    /**
     * Which failed jobs people asked to be done again, so that each is done again once; {@code _id} is the new job's id.
     * Not derived from the topics: a rebuild leaves it alone.
     */
    public static final String RETRIES = "retries";

    /**
     * What people changed about images, one document each that somebody changed; {@code _id} is the image id. Not derived
     * from the topics: a rebuild leaves it alone.
     */
    public static final String EDITS = "edits";

    /** What people gather images in; {@code _id} is the project id. Not derived from the topics. */
    public static final String PROJECTS = "projects";

    /** The state of each owner's library, which cached answers name; {@code _id} is the owner. */
    public static final String GENERATIONS = "generations";

    /** When the next sweep of a kind is due; {@code _id} is the kind. */
    public static final String SWEEPS = "sweeps";

    private Collections() {}
}
