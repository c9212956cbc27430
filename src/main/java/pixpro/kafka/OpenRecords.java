package pixpro.kafka;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Which records of one partition are taken and not yet done. What is committed to Kafka says the same: the offset up to
 * which all are done, and in its metadata how far records were taken and which of those are open, as in
 * {@code 1200;1180,1191}. So whoever gets the partition next does again only what was open.
 */
final class OpenRecords {

    private static final Pattern METADATA = Pattern.compile("(\\d{1,18});((\\d{1,18},)*\\d{1,18})?");

    /** Taken by this consumer. */
    private final NavigableSet<Long> open = new TreeSet<>();

    /** Open when the partition was assigned, and not taken again yet. */
    private final NavigableSet<Long> left = new TreeSet<>();

    /** The offset after the highest one taken; below zero as long as nothing is known. */
    private long next = -1;

    /** @param committed what the group committed last; null if nothing */
    OpenRecords(OffsetAndMetadata committed) {
        if (committed == null) {
            return;
        }
        next = committed.offset();
        Matcher metadata = METADATA.matcher(committed.metadata());
        // whoever sets the group's offset by hand leaves no metadata, and means that all is read from there
        if (metadata.matches() && Long.parseLong(metadata.group(1)) >= next) {
            next = Long.parseLong(metadata.group(1));
            Stream.of(
                            metadata.group(2) == null
                                    ? new String[0]
                                    : metadata.group(2).split(","))
                    .map(Long::valueOf)
                    .filter(offset -> offset >= committed.offset() && offset < next)
                    .forEach(left::add);
        }
    }

    /**
     * @param offset of a record that was read
     * @return whether it is to be worked on; false if it is done, or in work here
     */
    synchronized boolean take(long offset) {
        if (offset < next && !left.remove(offset)) {
            return false;
        }
        open.add(offset);
        next = Math.max(next, offset + 1);
        return true;
    }

    /** @param offset of a record whose work is done */
    synchronized void done(long offset) {
        open.remove(offset);
    }

    /** @return how many records are in work */
    synchronized int inWork() {
        return open.size();
    }

    /** @return what to commit; null as long as nothing was read */
    synchronized OffsetAndMetadata position() {
        if (next < 0) {
            return null;
        }
        TreeSet<Long> all = new TreeSet<>(open);
        all.addAll(left);
        long upTo = all.isEmpty() ? next : all.first();
        String rest = all.stream().map(String::valueOf).collect(Collectors.joining(","));
        return new OffsetAndMetadata(upTo, all.isEmpty() ? "" : next + ";" + rest);
    }
}
