package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown if options, or files that they name, are invalid. The message has one line per problem. */
public final class InvalidOptionsException extends IllegalArgumentException {

    InvalidOptionsException(List<InvalidFieldException> problems) {
        super(problems.stream().map(OptionErrors::describe).collect(Collectors.joining("\n")), problems.get(0));
    }
}
