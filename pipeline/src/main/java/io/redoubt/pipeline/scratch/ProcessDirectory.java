package io.redoubt.pipeline.scratch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * A folder that is this process's own as long as it lives: it holds a lock on the file beside it. Those whose lock is free
 * belong to processes that were killed, and are removed when another begins.
 */
public final class ProcessDirectory {

    private static final Logger LOG = Logger.getLogger(ProcessDirectory.class);
    private static final String PREFIX = "redoubt-process-";
    private static final String LOCK = ".lock";

    /** Of this process, in {@code java.io.tmpdir}. Made once: a lock is lost when any handle on its file is closed. */
    private static final class Mine {
        private static final ProcessDirectory FOLDER = open();

        private static ProcessDirectory open() {
            try {
                return new ProcessDirectory(Path.of(System.getProperty("java.io.tmpdir")));
            } catch (IOException e) {
                throw new IllegalStateException("no scratch folder; set java.io.tmpdir to a writable one", e);
            }
        }
    }

    private final Path folder;
    private final FileLock lock;

    ProcessDirectory(Path parent) throws IOException {
        Files.createDirectories(parent);
        sweep(parent);
        folder = parent.resolve(PREFIX + UUID.randomUUID());
        // Locked before it has its name, so that nobody takes it for one that was left.
        Path unnamed = Files.createTempFile(parent, "redoubt-", ".new");
        lock = FileChannel.open(unnamed, StandardOpenOption.WRITE).lock();
        Files.move(unnamed, lockOf(folder), StandardCopyOption.ATOMIC_MOVE);
        Files.createDirectory(folder);
    }

    /**
     * A new, empty folder of this process.
     *
     * @param prefix begins its name
     * @throws IllegalStateException if {@code java.io.tmpdir} cannot be written
     */
    public static Path create(String prefix) throws IOException {
        return Files.createTempDirectory(Mine.FOLDER.folder, prefix);
    }

    Path path() {
        return folder;
    }

    boolean held() {
        return lock.isValid();
    }

    private static void sweep(Path parent) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(parent)) {
            locks = files.filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(file -> file.getFileName().toString().endsWith(LOCK))
                    .toList();
        }
        for (Path file : locks) {
            try {
                removeIfLeft(file);
            } catch (IOException e) {
                LOG.debugf("%s stays: %s", file, e.getMessage()); // of another user, or removed by a faster process
            }
        }
    }

    private static void removeIfLeft(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock taken = channel.tryLock()) {
            if (taken != null) {
                String name = file.toString();
                remove(Path.of(name.substring(0, name.length() - LOCK.length())));
                Files.deleteIfExists(file);
            }
        } catch (OverlappingFileLockException e) {
            LOG.debugf("%s is this process's own", file);
        }
    }

    private static void remove(Path left) throws IOException {
        if (Files.exists(left)) {
            LOG.infof("%s was left by a process that was killed, and is removed", left);
            try (Stream<Path> files = Files.walk(left)) {
                for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }

    private static Path lockOf(Path folder) {
        return folder.resolveSibling(folder.getFileName() + LOCK);
    }
}
