package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Collects the problems of options and of the files that they name, so that all are reported together. Not thread-safe. */
public final class OptionProblems {

    private final List<InvalidFieldException> problems = new ArrayList<>();

    /** Returns the result of {@code value}; empty if it throws an InvalidFieldException, which is collected. */
    public <T> Optional<T> check(Callable<T> value) throws Exception {
        try {
            return Optional.of(value.call());
        } catch (InvalidFieldException e) {
            problems.add(e);
            return Optional.empty();
        }
    }

    /** @throws InvalidOptionsException if there are problems */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidOptionsException(problems);
        }
    }
}
