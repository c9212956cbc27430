package faults;

/** The mistakes that the fault test must find, each the kind that no other test notices. */
enum PlantedBug {
    /** A job's record is committed when it is taken. */
    COMMIT_BEFORE_PUBLISH("every job ended exactly once"),

    /** An upload is answered before Kafka has acknowledged its record. */
    ANSWER_BEFORE_ACKNOWLEDGEMENT("every 202 is in its owner's library"),

    /** A job's status is whatever the event read last says. */
    UNGUARDED_PROJECTION("every job ended exactly once"),

    /** KPIs are counted up with each record. */
    COUNTED_KPIS("KPIs are the recount"),

    /** Nothing ends a call to a model that does not answer. */
    NO_DEADLINE("visibly waiting"),

    /** A job that ends a second time takes its result for a leftover. */
    DELETED_RESULT("every result is there");

    private final String breaks;

    PlantedBug(String breaks) {
        this.breaks = breaks;
    }

    /** @return part of the name of the invariant that it breaks */
    String breaks() {
        return breaks;
    }
}
