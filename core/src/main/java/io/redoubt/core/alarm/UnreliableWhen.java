package io.redoubt.core.alarm;

/** When an alarm of a rule marks the robust accuracy of its subject as unreliable. */
public enum UnreliableWhen {
    NEVER("no"),
    BEYOND_TOLERANCE("if beyond the tolerance"),
    ALWAYS("yes");

    private final String words;

    UnreliableWhen(String words) {
        this.words = words;
    }

    /** The entry in the column {@code unreliable} of the documentation. */
    public String words() {
        return words;
    }
}
