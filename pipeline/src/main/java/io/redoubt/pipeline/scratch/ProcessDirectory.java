package io.redoubt.pipeline.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A scratch directory for the lifetime of this process, which holds a lock on the file beside it. A directory with a
 * free lock belongs to a killed process and is removed when another process starts.
 */
public final class ProcessDirectory {

    private static final Logger LOG = Logger.getLogger(ProcessDirectory.class);
    private static final String PREFIX = "redoubt-process-";
    private static final String LOCK = ".lock";
    private static final int ATTEMPTS = 20;

    /**
     * The directory of this process, in {@code java.io.tmpdir}; null until the first use. There is one, because closing
     * any handle on the file releases the lock.
     */
    private static ProcessDirectory current;

    private final Path directory;
    private final FileLock lock;

    ProcessDirectory(Path parent) throws IOException {
        Files.createDirectories(parent);
        removeStale(parent);
        directory = parent.resolve(PREFIX + UUID.randomUUID());
        // Lock the file before it gets its name, so that no other process mistakes it for a stale one.
        Path unnamed = Files.createTempFile(parent, "redoubt-", ".new");
        lock = FileChannel.open(unnamed, StandardOpenOption.WRITE).lock();
        Files.move(unnamed, lockFile(directory), StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectory(directory);
    }

    /**
     * Creates a new, empty directory.
     *
     * @param prefix start of its name
     * @throws IllegalStateException if {@code java.io.tmpdir} is not writable
     */
    public static synchronized Path create(String prefix) throws IOException {
        if (current == null) {
            current = open();
        }
        return Files.createTempDirectory(current.directory, prefix);
    }

    private static ProcessDirectory open() {
        try {
            return new ProcessDirectory(Path.of(System.getProperty("java.io.tmpdir")));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot create a scratch directory; set java.io.tmpdir to a writable directory", e);
        }
    }

    /** Deletes the directory of this process with all its content, if there is one. */
    public static synchronized void remove() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** Deletes the directory when the JVM exits. For processes without a container, which calls {@link #remove} itself. */
    public static void removeOnExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(ProcessDirectory::remove, "redoubt-scratch"));
    }

    Path path() {
        return directory;
    }

    boolean held() {
        return lock.isValid();
    }

    void close() {
        try {
            remove(directory);
            Files.deleteIfExists(lockFile(directory));
            lock.channel().close();
        } catch (IOException e) {
            LOG.debugf("%s is not removed: %s", directory, e.getMessage());
        }
    }

    private static void removeStale(Path parent) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(parent)) {
            locks = files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(file -> file.getFileName().toString().endsWith(LOCK))
                    // Opening a pipe would wait for its reader, and a link can lead anywhere.
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path file : locks) {
            try {
                removeIfUnlocked(file);
            } catch (IOException e) {
                LOG.debugf(
                        "%s is not removed: %s",
                        file, e.getMessage()); // owned by another user, or removed by another process
            }
        }
    }

    private static void removeIfUnlocked(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                String name = file.toString();
                Path stale = Path.of(name.substring(0, name.length() - LOCK.length()));
                if (Files.isDirectory(stale, LinkOption.NOFOLLOW_LINKS)) {
                    LOG.infof("removing %s, which a killed process has left behind", stale);
                    remove(stale);
                }
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException e) {
            LOG.debugf("%s belongs to this process", file);
        }
    }

    /** Deletes a directory, in which other threads of this process may delete files and write new ones at the same time. */
    static void remove(Path directory) throws IOException {
        for (int attempt = 1; Files.exists(directory, LinkOption.NOFOLLOW_LINKS); attempt++) {
            try {
                removeOnce(directory);
            } catch (UncheckedIOException e) {
                requireAnotherAttempt(attempt, e.getCause());
            } catch (IOException e) {
                requireAnotherAttempt(attempt, e);
            }
        }
    }

    private static void requireAnotherAttempt(int attempt, IOException e) throws IOException {
        if (attempt == ATTEMPTS) {
            throw e;
        }
    }

    private static void removeOnce(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    private static Path lockFile(Path directory) {
        return directory.resolveSibling(directory.getFileName() + LOCK);
    }
}
