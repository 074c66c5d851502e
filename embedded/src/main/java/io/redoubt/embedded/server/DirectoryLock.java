package io.redoubt.embedded.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * An exclusive lock on a directory.
 *
 * <p>The operating system releases the lock when the process ends, also after a crash. The lock file is never deleted,
 * because two processes could then lock different files with the same name.
 */
public final class DirectoryLock implements AutoCloseable {

    private static final String FILE = "redoubt.lock";
    private static final int MAX_HOLDER_BYTES = 64;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks the directory, creating it if missing.
     *
     * @throws DirectoryInUseException if a live process, including this one, holds the lock
     * @throws EmbeddedException if the directory cannot be created or written
     */
    public static DirectoryLock acquire(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            FileChannel channel = FileChannel.open(
                    absolute.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                if (tryLock(channel) == null) {
                    throw new DirectoryInUseException(absolute, holder(channel));
                }
                writeHolder(channel);
                return new DirectoryLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EmbeddedException(
                    "directory %s cannot be created or written (%s): use a writable directory".formatted(absolute, e),
                    e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static void writeHolder(FileChannel channel) throws IOException {
        String holder = "process " + ProcessHandle.current().pid();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(MAX_HOLDER_BYTES);
        int length = channel.read(text, 0);
        return length > 0 ? new String(text.array(), 0, length, StandardCharsets.UTF_8) : "another process";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedException("failed to release the lock on a directory: " + e.getMessage(), e);
        }
    }
}
