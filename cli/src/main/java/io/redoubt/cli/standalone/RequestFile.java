package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.InvalidRequestException;
import io.redoubt.api.request.RequestReader;
import io.redoubt.data.file.FileType;
import io.redoubt.data.file.ReadErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that people write or read: a request or a report. */
public final class RequestFile {

    private static final Path STANDARD_INPUT = Path.of("-");

    private RequestFile() {}

    /** The name of a file for messages. */
    public static String title(Path file) {
        return file.equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    /**
     * Reads a text file, or standard input if its name is {@code -}.
     *
     * @throws io.redoubt.api.InvalidFieldException if it cannot be read or is no text; the message says what it is
     */
    public static byte[] read(Path file) {
        return file.equals(STANDARD_INPUT)
                ? standardInput()
                : OptionErrors.ofFile(OptionErrors.FILE, file, RequestFile::text);
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

    private static byte[] standardInput() {
        byte[] content;
        try {
            content = System.in.readNBytes(RequestReader.MAX_BYTES + 1);
        } catch (IOException e) {
            throw new InvalidFieldException(
                    OptionErrors.FILE, title(STANDARD_INPUT) + " cannot be read: " + ReadErrors.reason(e));
        }
        if (content.length == 0) {
            throw new InvalidFieldException(
                    OptionErrors.FILE, title(STANDARD_INPUT) + " is empty; pipe a request to this command");
        }
        return content;
    }
}
