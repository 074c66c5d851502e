package io.redoubt.core.alarm;

/** Whether an alarm puts the robust accuracy of its subject in doubt. */
public enum Doubt {
    NONE("no"),
    BEYOND_TOLERANCE("if beyond the tolerance"),
    ROBUST_ACCURACY("yes");

    private final String words;

    Doubt(String words) {
        this.words = words;
    }

    /** The entry in the column {@code unreliable} of the documentation. */
    public String words() {
        return words;
    }
}
