package io.redoubt.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/**
 * The schema version written into every message, manifest and report. Versions run side by side while a deployment is
 * brought up to date, so readers take one version more than they write (docs/decisions/0011).
 */
public final class SchemaVersion {

    /** The version this code writes. */
    public static final int VERSION = 1;

    /** The newest version this code reads: of what is new in it, what is not known here is ignored. */
    public static final int NEWEST_READ = VERSION + 1;

    private SchemaVersion() {}

    /**
     * Refuses a version newer than {@link #NEWEST_READ}.
     *
     * @throws InvalidFieldException naming the field {@code schema}
     */
    public static int requireKnown(int version) {
        return require(version, NEWEST_READ);
    }

    /**
     * Refuses a version newer than {@link #VERSION}, for what a person asks for: nothing in it may be ignored.
     *
     * @throws InvalidFieldException naming the field {@code schema}
     */
    public static int requireWhole(int version) {
        return require(version, VERSION);
    }

    private static int require(int version, int newest) {
        if (version < 1 || version > newest) {
            throw new InvalidFieldException(
                    "schema", version + " is not known here; this version reads 1 to " + newest);
        }
        return version;
    }

    /** Whether a message that could not be read says that it is of the next version, whose readers may understand it. */
    static boolean isNext(byte[] json) {
        try {
            JsonNode message = Json.mapper().readTree(json);
            return message != null
                    && message.path("schema").isInt()
                    && message.path("schema").intValue() == NEWEST_READ;
        } catch (IOException e) {
            return false;
        }
    }
}
