package io.redoubt.cli.option;

import io.redoubt.cli.standalone.RequestFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The request file of a command. */
public final class RequestParameter {

    @Parameters(
            paramLabel = "FILE",
            description = "Request file, YAML or JSON. With -, the request is read from standard input.")
    private Path file;

    /**
     * Reads and validates the request.
     *
     * @param err where entries without effect are named
     * @return the content of the file
     * @throws io.redoubt.api.InvalidFieldException if the file cannot be read or is no text
     * @throws io.redoubt.cli.standalone.RequestFileException if it is not a valid request
     */
    public byte[] read(PrintWriter err) {
        byte[] content = RequestFile.read(file);
        RequestFile.parse(file, content);
        RequestFile.warnings(file, content).forEach(err::println);
        return content;
    }

    /** The name of the file for messages. */
    public String title() {
        return RequestFile.title(file);
    }
}
