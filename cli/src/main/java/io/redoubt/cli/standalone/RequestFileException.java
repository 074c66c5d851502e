package io.redoubt.cli.standalone;

import io.redoubt.api.UnreadableMessageException;
import io.redoubt.api.request.InvalidRequestException;
import io.redoubt.api.request.RequestProblem;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Thrown for a request file with problems. The message has one line per problem, which begins with file and line. */
public final class RequestFileException extends IllegalArgumentException {

    RequestFileException(Path file, InvalidRequestException cause) {
        super(
                cause.problems().stream()
                        .map(problem -> describe(file, problem))
                        .collect(Collectors.joining("\n")),
                cause);
    }

    RequestFileException(Path file, UnreadableMessageException cause) {
        super(RequestFile.title(file) + ": " + cause.getMessage(), cause);
    }

    /** Returns a problem in the form of compilers, {@code file:line: field: problem}. */
    static String describe(Path file, RequestProblem problem) {
        return RequestFile.title(file) + ":" + problem.line() + ": " + problem.message();
    }
}
