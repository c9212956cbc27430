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

    private Collections() {}
}
