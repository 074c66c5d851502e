package io.redoubt.cli.standalone;

import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.InvalidRequestException;
import io.redoubt.api.request.RequestReader;
import io.redoubt.core.file.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /**
     * Parses the content of a request file.
     *
     * @throws RequestFileException if it is not a valid request
     */
    public static ExperimentRequest parse(Path file, byte[] content) {
        try {
            return RequestReader.read(content);
        } catch (InvalidRequestException e) {
            throw new RequestFileException(file, e);
        } catch (UnreadableMessageException e) {
            throw new RequestFileException(file, e);
        }
    }

    /** Returns the entries of a valid request file that have no effect, one line per warning. */
    public static List<String> warnings(Path file, byte[] content) {
        return RequestReader.warnings(content).stream()
                .map(warning -> "warning: " + RequestFileException.describe(file, warning))
                .toList();
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
