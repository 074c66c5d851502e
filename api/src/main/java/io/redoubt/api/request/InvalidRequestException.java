package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when fields of a request are invalid. The message names all problems, as far as it has room. */
public final class InvalidRequestException extends InvalidFieldException {

    private final transient List<RequestProblem> problems;

    /** @param problems at least one */
    public InvalidRequestException(List<RequestProblem> problems) {
        super(problems.get(0).field(), describe(problems));
        this.problems = List.copyOf(problems);
    }

    private static String describe(List<RequestProblem> problems) {
        return problems.get(0).problem()
                + problems.stream()
                        .skip(1)
                        .map(problem -> "; also " + problem.message())
                        .collect(Collectors.joining());
    }

    /** Returns the problems, in the order of the request's fields; at most {@value RequestProblems#MAX}. */
    public List<RequestProblem> problems() {
        return problems;
    }
}
