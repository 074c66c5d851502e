package io.redoubt.cli.standalone;

import io.redoubt.core.file.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that people write or read: a request or a report. */
public final class RequestFile {

    private RequestFile() {}

    /**
     * Reads a text file.
     *
     * @throws io.redoubt.api.InvalidFieldException if it cannot be read or is no text; the message says what it is
     */
    public static byte[] read(Path file) {
        return OptionErrors.ofFile(OptionErrors.FILE, file, RequestFile::text);
    }

    private static byte[] text(Path file) throws IOException {
        FileType type = FileType.of(file);
        boolean piped = type == FileType.OTHER && !Files.isRegularFile(file);
        if (!piped && !type.isText()) {
            throw new IllegalArgumentException(file
                    + (type == FileType.OTHER
                            ? " is not a text file; name a file in YAML or JSON"
                            : " " + type.problem()));
        }
        return Files.readAllBytes(file);
    }
}
