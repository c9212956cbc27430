package pixpro.kafka;

/**
 * The right to end the work on one record: it belongs to the member of the group that holds the record's partition. A
 * member that was frozen or cut off for so long that its group has gone on without it does not have it any more, and its
 * partition's next holder does the work anew.
 */
public interface RecordLease {

    /**
     * Whether Kafka has confirmed within half a session that this member holds the partition. As long as it neither
     * confirms nor takes the partition away, this waits: whoever has to announce something needs Kafka for that as well.
     *
     * @return false when the partition has gone to somebody else, or was given here anew: the work is theirs
     * @throws InterruptedException if nobody waits for the work any more
     */
    boolean isHeld() throws InterruptedException;

    /** Says that the work is done. Without effect on the group once the partition has gone. */
    void done();
}
