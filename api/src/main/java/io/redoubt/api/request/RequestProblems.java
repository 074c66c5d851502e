package io.redoubt.api.request;

import io.redoubt.api.SanitizedText;
import io.redoubt.api.request.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of a request, so that all are reported together. Not thread-safe. */
final class RequestProblems {

    /** Maximum number of problems that are reported. */
    static final int MAX = 20;

    private final Mapping request;
    private final List<RequestProblem> problems = new ArrayList<>();

    RequestProblems(Mapping request) {
        this.request = request;
    }

    /**
     * Adds a problem.
     *
     * @throws InvalidRequestException if there are {@value #MAX}, so that a request with many costs no more work
     */
    void add(String field, String problem) {
        problems.add(located(field, problem));
        if (problems.size() == MAX) {
            throwIfAny();
        }
    }

    /** Returns a problem with the line of its field. */
    RequestProblem located(String field, String problem) {
        return new RequestProblem(request.lineOf(field), field, SanitizedText.of(problem));
    }

    /** Returns whether the field or one within it has a problem. */
    boolean concern(String field) {
        return problems.stream()
                .map(RequestProblem::field)
                .anyMatch(
                        other -> other.equals(field) || other.startsWith(field + ".") || other.startsWith(field + "["));
    }

    /** @throws InvalidRequestException if there are problems */
    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }
}
