package io.redoubt.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * The schema version of every message, manifest and report. During a rolling upgrade two versions run side by side, so
 * readers accept one version more than they write (docs/decisions/0011).
 */
public final class SchemaVersion {

    /** The version this code writes. */
    public static final int VERSION = 1;

    /** The newest version this code reads. Unknown fields of that version are ignored. */
    public static final int NEWEST_READABLE = VERSION + 1;

    private SchemaVersion() {}

    /**
     * Returns {@code version} if this code can read it, that is, if it is 1 to {@link #NEWEST_READABLE}.
     *
     * @throws InvalidFieldException naming the field {@code schema}
     */
    public static int requireReadable(int version) {
        return require(version, NEWEST_READABLE);
    }

    /**
     * Returns {@code version} if it is 1 to {@link #VERSION}. For requests, in which no field may be ignored.
     *
     * @throws InvalidFieldException naming the field {@code schema}
     */
    public static int requireCurrent(int version) {
        return require(version, VERSION);
    }

    private static int require(int version, int newest) {
        if (version < 1 || version > newest) {
            throw new InvalidFieldException("schema", version + " is not supported; this version reads 1 to " + newest);
        }
        return version;
    }

    /** Returns whether a message has the schema version {@link #NEWEST_READABLE}; false if it is not JSON. */
    static boolean isNext(byte[] json) {
        try {
            JsonNode message = Json.mapper().readTree(json);
            return message != null
                    && message.path("schema").isInt()
                    && message.path("schema").intValue() == NEWEST_READABLE;
        } catch (IOException e) {
            return false;
        }
    }
}
