package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;

/**
 * A problem of a request.
 *
 * @param line in the text of the request, from 1; 0 if it is not known
 * @param field the path of the field, such as {@code pretrain[0].epochs}
 * @param problem the invalid value and the remedy
 */
public record RequestProblem(int line, String field, String problem) {

    static RequestProblem of(InvalidFieldException invalid) {
        return new RequestProblem(0, invalid.field(), invalid.problem());
    }

    /** Returns the field and the problem, without the line. */
    public String message() {
        return field + ": " + problem;
    }
}
