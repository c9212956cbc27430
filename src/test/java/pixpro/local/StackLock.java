package pixpro.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One stack per folder at a time. The operating system releases the lock however the process ends. */
final class StackLock implements AutoCloseable {

    static final String HOLDER = "stack.pid";

    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws LocalStackException when another process runs a stack in this folder */
    static StackLock take(StackFolders folders) throws IOException {
        // the holder's pid stands in a file of its own: a locked file cannot be read on every system
        Path holder = folders.run().resolve(HOLDER);
        FileChannel channel = FileChannel.open(
                folders.run().resolve("stack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            taken = false;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            String pid = Files.exists(holder) ? Files.readString(holder).strip() : "unknown";
            throw new LocalStackException("PixPro already runs here as pid " + pid + " (" + folders.root() + ")");
        }
        Files.writeString(holder, Long.toString(ProcessHandle.current().pid()));
        return new StackLock(channel);
    }

    /** Waits for the lock: for work that must be done once and that others then find done. */
    static StackLock await(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.lock();
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new StackLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
