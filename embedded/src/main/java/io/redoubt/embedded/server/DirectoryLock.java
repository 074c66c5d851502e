package io.redoubt.embedded.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An exclusive lock on a directory.
 *
 * <p>The operating system releases the lock when the process ends, also after a crash. The lock file is never deleted,
 * because two processes could then lock different files with the same name.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "redoubt.lock";
    private static final int MAX_HOLDER_BYTES = 64;

    /** Another process that calls {@link #isHeld} holds the lock for an instant. */
    private static final int ATTEMPTS = 3;

    private static final long ATTEMPT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * The directories that this process has locked. It must not open their lock files again: closing any handle on a
     * file releases all locks that the process holds on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Locks the directory, creating it if missing.
     *
     * @throws DirectoryInUseException if a live process, including this one, holds the lock
     * @throws EmbeddedException if the directory cannot be created or written
     */
    public static DirectoryLock acquire(Path directory) {
        try {
            Files.createDirectories(directory);
            Path real = directory.toRealPath();
            if (!HELD.add(real)) {
                throw new DirectoryInUseException(real, thisProcess());
            }
            try {
                return new DirectoryLock(real, lock(real));
            } catch (IOException | RuntimeException e) {
                HELD.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedException(
                    "directory %s cannot be created or written (%s): use a writable directory"
                            .formatted(directory.toAbsolutePath().normalize(), reason(e)),
                    e);
        }
    }

    private static String reason(IOException e) {
        String reported = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return e instanceof AccessDeniedException
                ? "permission denied"
                : Objects.requireNonNullElse(reported, "it is not a directory");
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!tryLock(channel)) {
                throw new DirectoryInUseException(directory, holder(channel));
            }
            writeHolder(channel);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (channel.tryLock() != null) {
                return true;
            }
            LockSupport.parkNanos(ATTEMPT_INTERVAL);
        }
        return false;
    }

    /**
     * Whether a live process, including this one, holds the lock on the directory.
     *
     * @throws EmbeddedException if the lock file cannot be read
     */
    public static boolean isHeld(Path directory) {
        try {
            if (!Files.exists(directory.resolve(FILE))) {
                return false;
            }
            Path real = directory.toRealPath();
            return HELD.contains(real) || isHeldElsewhere(real);
        } catch (IOException e) {
            throw new EmbeddedException(
                    "the lock on %s cannot be read (%s): use a directory of your own".formatted(directory, e), e);
        }
    }

    private static boolean isHeldElsewhere(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory.resolve(FILE), StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    private static void writeHolder(FileChannel channel) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(thisProcess().getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String thisProcess() {
        return "process " + ProcessHandle.current().pid();
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        int length = channel.read(text, 0);
        return length > 0 ? new String(text.array(), 0, length, StandardCharsets.UTF_8) : "another process";
    }

    /** Releases the lock. A second call does nothing. */
    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.close();
                HELD.remove(directory);
            }
        } catch (IOException e) {
            throw new EmbeddedException("failed to release the lock on a directory: " + e.getMessage(), e);
        }
    }
}
