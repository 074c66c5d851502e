package io.redoubt.data.source;

import io.redoubt.api.InvalidFieldException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown if several values of an import are invalid. The message has one line per problem. */
public final class InvalidImportException extends IllegalArgumentException {

    private final transient List<InvalidFieldException> problems;

    InvalidImportException(List<InvalidFieldException> problems) {
        super(problems.stream().map(Throwable::getMessage).collect(Collectors.joining("\n")), problems.get(0));
        this.problems = List.copyOf(problems);
    }

    /** Returns the problems, at least one. */
    public List<InvalidFieldException> problems() {
        return problems;
    }
}
