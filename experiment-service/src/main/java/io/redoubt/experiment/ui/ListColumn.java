package io.redoubt.experiment.ui;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.experiment.overview.SortKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that the list of experiments can have beside the name. */
enum ListColumn {
    STATE("State", SortKey.STATE, false),
    PROGRESS("Progress", SortKey.PROGRESS, true),
    LEFT("Time left", SortKey.LEFT, true),
    ROBUST("Best RA", SortKey.ROBUST, true),
    STANDARD("Its TA", SortKey.STANDARD, true),
    SUBMITTED("Submitted", SortKey.SUBMITTED, true),
    UPDATED("Updated", SortKey.UPDATED, true);

    /** The columns that are shown by default. */
    private static final Set<ListColumn> STANDARD_CHOICE = EnumSet.of(STATE, PROGRESS, LEFT, ROBUST, UPDATED);

    private final String title;
    private final SortKey key;
    private final boolean descendingFirst;

    ListColumn(String title, SortKey key, boolean descendingFirst) {
        this.title = title;
        this.key = key;
        this.descendingFirst = descendingFirst;
    }

    /**
     * Returns the columns with the given names, or the default columns if there are no names.
     *
     * @throws InvalidFieldException if a name is unknown
     */
    static Set<ListColumn> named(List<String> names) {
        return names.isEmpty()
                ? STANDARD_CHOICE
                : names.stream()
                        .map(ListColumn::named)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ListColumn.class)));
    }

    private static ListColumn named(String name) {
        return Arrays.stream(values())
                .filter(column -> column.id().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "column",
                        Ids.quote(name) + " is unknown; use one of "
                                + Arrays.stream(values()).map(ListColumn::id).collect(Collectors.joining(", "))));
    }

    /** Returns whether it is shown by default. */
    boolean isUsual() {
        return STANDARD_CHOICE.contains(this);
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    SortKey key() {
        return key;
    }

    boolean descendingFirst() {
        return descendingFirst;
    }
}
