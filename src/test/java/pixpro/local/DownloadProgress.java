package pixpro.local;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Tells of downloads worth waiting for: their start, each quarter of the big ones, their end. */
final class DownloadProgress extends AbstractTransferListener {

    private static final long MEGABYTE = 1_000_000;
    private static final long WORTH_A_LINE = 2 * MEGABYTE;
    private static final long WORTH_QUARTERS = 30 * MEGABYTE;

    private final Console console;
    private final Map<String, Long> quarters = new ConcurrentHashMap<>();

    DownloadProgress(Console console) {
        this.console = console;
    }

    @Override
    public void transferStarted(TransferEvent event) {
        long size = event.getResource().getContentLength();
        if (size >= WORTH_A_LINE) {
            console.progress("downloading %s, %s".formatted(name(event), megabytes(size)));
        }
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        long size = event.getResource().getContentLength();
        if (size < WORTH_QUARTERS) {
            return;
        }
        long quarter = 4 * event.getTransferredBytes() / size;
        Long before = quarters.put(name(event), quarter);
        if (before != null && before < quarter && quarter < 4) {
            console.progress("downloading %s, %d %%".formatted(name(event), 25 * quarter));
        }
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        quarters.remove(name(event));
        if (event.getTransferredBytes() >= WORTH_A_LINE) {
            console.progress("downloaded  %s, %s".formatted(name(event), megabytes(event.getTransferredBytes())));
        }
    }

    private static String name(TransferEvent event) {
        String path = event.getResource().getResourceName();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", (double) bytes / MEGABYTE);
    }
}
