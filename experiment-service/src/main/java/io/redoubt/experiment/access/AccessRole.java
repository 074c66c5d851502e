package io.redoubt.experiment.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What a user may do. Each role includes those before it. */
public enum AccessRole {
    /** May look at everything. */
    READER,
    /** May also submit and control experiments, and add data sets. */
    SUBMITTER,
    /** May also delete experiments and data sets, and send dead letters again. */
    OPERATOR;

    /** Returns the name in messages, settings and the claims of tokens. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether this role may do everything that {@code other} may do. */
    boolean includes(AccessRole other) {
        return compareTo(other) >= 0;
    }

    /** Returns the role that includes all others whose titles are in {@code titles}; other titles are ignored. */
    static Optional<AccessRole> highest(Collection<String> titles) {
        return Arrays.stream(values())
                .filter(role -> titles.contains(role.title()))
                .max(Comparator.naturalOrder());
    }
}
