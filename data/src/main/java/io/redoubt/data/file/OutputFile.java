package io.redoubt.data.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files. A file that exists is replaced when the new content is complete, so that a full disk or a killed process
 * leaves it as it was.
 */
public final class OutputFile {
    private OutputFile() {}

    /** The content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes the content; {@code out} is buffered and need not be closed. */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Creates or replaces a file. A pipe or device is written to.
     *
     * @throws FileSystemException naming the file if it cannot be written, for example because the disk is full
     */
    public static void write(Path file, Content content) throws IOException {
        boolean replaceable = Files.notExists(file) || Files.isRegularFile(file);
        try {
            if (replaceable) {
                replace(Files.exists(file) ? file.toRealPath() : file, content);
            } else {
                writeTo(file, content);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        Path written = file.resolveSibling(file.getFileName() + ".new");
        try {
            writeTo(written, content);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void writeTo(Path file, Content content) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.write(out);
        }
    }
}
