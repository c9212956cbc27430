package pixpro.image;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Where one process keeps its {@link SpooledFile}s. Several may share the folder above; each has one of its own in it, and
 * a lock beside that for as long as it lives. What a process that was killed left behind goes when the next one opens.
 */
public final class SpoolFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final String LOCK = ".lock";

    /**
     * The locks of this process. It must not so much as open and close such a file again: on POSIX that lets its lock go,
     * and the next PixPro on this machine would take the folder for a dead one's.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final Path lockFile;
    private final FileChannel lock;

    private SpoolFolder(Path path, Path lockFile, FileChannel lock) {
        this.path = path;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * @param parent made if it is not there
     * @return a new folder in it; what nobody holds any more is removed from it
     * @throws IOException if the disk refuses
     */
    public static SpoolFolder open(Path parent) throws IOException {
        Files.createDirectories(parent);
        sweep(parent);
        String id = UUID.randomUUID().toString();
        Path lockFile = parent.resolve(id + LOCK).toAbsolutePath();
        OWN.add(lockFile);
        // the lock first: a folder without one is nobody's
        Path unlocked = parent.resolve(id + ".new");
        FileChannel lock = FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        lock.lock();
        // held when it gets the name that others look for
        Files.move(unlocked, lockFile, StandardCopyOption.ATOMIC_MOVE);
        return new SpoolFolder(Files.createDirectory(parent.resolve(id)), lockFile, lock);
    }

    /** @return the folder */
    public Path path() {
        return path;
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, "*" + LOCK)) {
            for (Path lockFile : locks) {
                if (OWN.contains(lockFile.toAbsolutePath())) {
                    continue;
                }
                try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
                        FileLock dead = channel.tryLock()) {
                    if (dead != null) {
                        Path left =
                                parent.resolve(lockFile.getFileName().toString().replace(LOCK, ""));
                        LOG.info("spool_removed folder={}", left);
                        FileSystemUtils.deleteRecursively(left);
                        Files.deleteIfExists(lockFile);
                    }
                } catch (IOException e) {
                    LOG.warn("spool_left lock={} cause={}", lockFile, e.getMessage());
                }
            }
        }
    }

    /** Removes the folder with all that is in it. */
    @Override
    public void close() throws IOException {
        FileSystemUtils.deleteRecursively(path);
        Files.deleteIfExists(lockFile);
        lock.close();
        OWN.remove(lockFile);
    }
}
