package io.redoubt.experiment.filter;

import io.redoubt.api.InvalidFieldException;
import java.util.List;

/**
 * An expression that selects experiments, such as {@code state:failed,cancelled ra>0.4 -name:paper*}. docs/dashboard.md
 * describes the syntax.
 *
 * @param text the expression as it was written
 * @param terms its parts, all of which must hold
 */
public record FilterExpression(String text, List<FilterTerm> terms) {

    public FilterExpression {
        terms = List.copyOf(terms);
    }

    /**
     * Reads an expression; an empty one selects all experiments.
     *
     * @throws InvalidFieldException naming {@code filter} and the position of the problem
     */
    public static FilterExpression parse(String text) {
        String stripped = text.strip();
        return new FilterExpression(stripped, new FilterParser(stripped).terms());
    }

    /** Returns whether the expression selects all experiments. */
    public boolean isEmpty() {
        return terms.isEmpty();
    }

    /** Returns whether the expression needs the results of experiments. */
    public boolean needsResults() {
        return terms.stream().anyMatch(FilterTerm::needsResults);
    }

    /** Returns whether the expression selects an experiment. */
    public boolean accepts(FilterFields fields) {
        return terms.stream().allMatch(term -> term.accepts(fields));
    }
}
