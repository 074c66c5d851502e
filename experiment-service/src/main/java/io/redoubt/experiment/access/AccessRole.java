package io.redoubt.experiment.access;

import java.util.Locale;

/** What a user may do. */
public enum AccessRole {
    /** May look at everything. */
    READER,
    /** May also submit, control and delete. */
    SUBMITTER;

    /** Returns the name in messages and settings. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
