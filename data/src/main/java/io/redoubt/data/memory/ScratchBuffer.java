package io.redoubt.data.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Buffers for the pixels of many images. A large one is a temporary file that is mapped into memory and deleted at once, so
 * that it takes disk space instead of Java heap and is gone when the process ends in any way.
 */
public final class ScratchBuffer {
    private static final int IN_HEAP = 16 << 20;
    private static final int BLOCK = 1 << 20;

    private ScratchBuffer() {}

    /**
     * Returns a buffer of zeros, little endian.
     *
     * @throws NotEnoughMemoryException when the directory of temporary files does not have the space
     */
    public static ByteBuffer allocate(int bytes) {
        return (bytes <= IN_HEAP ? ByteBuffer.allocate(bytes) : mapped(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer mapped(int bytes) {
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            requireSpace(directory, bytes);
            try (FileChannel channel = unnamed(directory)) {
                reserve(channel, bytes);
                return channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write temporary files: " + e.getMessage(), e);
        }
    }

    /** Opens a new file and deletes it before it is written, so that a signal during a long write leaves no file. */
    static FileChannel unnamed(Path directory) throws IOException {
        Path file = Files.createTempFile(directory, "redoubt-", ".scratch");
        try {
            return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } finally {
            Files.delete(file);
        }
    }

    private static void requireSpace(Path directory, int bytes) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes) {
            throw new NotEnoughMemoryException("temporary files need " + ByteSize.text(bytes) + " in " + directory
                    + ", which has " + ByteSize.text(free)
                    + "; make room or name another directory with JAVA_OPTS=-Djava.io.tmpdir=DIR");
        }
    }

    /** Writing to a mapped page that the disk has no space for would kill the process. */
    private static void reserve(FileChannel channel, int bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(BLOCK);
        for (long written = 0; written < bytes; ) {
            zeros.clear().limit((int) Math.min(BLOCK, bytes - written));
            written += channel.write(zeros);
        }
    }
}
