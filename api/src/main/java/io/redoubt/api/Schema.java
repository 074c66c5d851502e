package io.redoubt.api;

/** The schema version written into every message, manifest and report. */
public final class Schema {

    /** The version this code writes, and the newest it reads. */
    public static final int VERSION = 1;

    private Schema() {}

    /**
     * Refuses a version newer than {@link #VERSION}.
     *
     * @throws InvalidFieldException naming the field {@code schema}
     */
    public static int requireKnown(int version) {
        if (version < 1 || version > VERSION) {
            throw new InvalidFieldException(
                    "schema", version + " is not known here; this version reads 1 to " + VERSION);
        }
        return version;
    }
}
