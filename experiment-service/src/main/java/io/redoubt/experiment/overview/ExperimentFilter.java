package io.redoubt.experiment.overview;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.WireNamed;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.filter.FilterExpression;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Selects, sorts and pages experiments.
 *
 * @param expression what the experiments have in common
 * @param states accepted states; all if empty
 * @param sort the figure to sort by
 * @param descending whether the largest comes first
 * @param offset number of experiments to skip
 * @param limit maximum number of experiments
 */
public record ExperimentFilter(
        FilterExpression expression,
        Set<ExperimentState> states,
        SortKey sort,
        boolean descending,
        int offset,
        int limit) {

    public ExperimentFilter {
        states = Set.copyOf(states);
        require("offset", offset, 0);
        require("limit", limit, 1);
    }

    private static void require(String field, int value, int smallest) {
        if (value < smallest) {
            throw new InvalidFieldException(field, value + " is too small; use " + smallest + " or more");
        }
    }

    /**
     * Reads the parameters of a query.
     *
     * @param expression an expression as in {@link FilterExpression}
     * @param states names of states, separated by commas; empty for all
     * @param sort name of a figure, with {@code -} before it for descending order; empty for the most recently changed
     *     first
     * @throws InvalidFieldException naming the parameter that is invalid
     */
    public static ExperimentFilter parse(String expression, String states, String sort, int offset, int limit) {
        String order = sort.isEmpty() ? "-updated" : sort;
        boolean descending = order.startsWith("-");
        return new ExperimentFilter(
                FilterExpression.parse(expression),
                Arrays.stream(states.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(name -> named("state", ExperimentState.values(), name))
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ExperimentState.class))),
                named("sort", SortKey.values(), descending ? order.substring(1) : order),
                descending,
                offset,
                limit);
    }

    private static <E extends WireNamed> E named(String field, E[] values, String name) {
        return Arrays.stream(values)
                .filter(value -> value.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        field,
                        Ids.quote(name) + " is unknown; use one of "
                                + Arrays.stream(values).map(WireNamed::wireName).collect(Collectors.joining(", "))));
    }

    /** Returns the sort parameter of this filter. */
    public String order() {
        return (descending ? "-" : "") + sort.wireName();
    }

    boolean acceptsState(ExperimentStatus status) {
        return states.isEmpty() || states.contains(status.state());
    }

    boolean accepts(ListedExperiment listed) {
        return acceptsState(listed.status()) && expression.accepts(listed.fields());
    }

    /** Returns whether selecting or sorting needs the results of all experiments. */
    boolean needsResults() {
        return expression.needsResults() || sort.isResult();
    }
}
