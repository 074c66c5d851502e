package io.redoubt.experiment.filter;

import java.util.List;
import java.util.function.Predicate;

/**
 * One part of an expression, such as {@code -name:paper*}.
 *
 * @param negated whether experiments that meet the condition are left out
 * @param needsResults whether the condition is about the results of an experiment
 * @param alternatives conditions, one of which must hold
 */
record FilterTerm(boolean negated, boolean needsResults, List<Predicate<FilterFields>> alternatives) {

    FilterTerm {
        alternatives = List.copyOf(alternatives);
    }

    boolean accepts(FilterFields fields) {
        return negated != alternatives.stream().anyMatch(condition -> condition.test(fields));
    }
}
