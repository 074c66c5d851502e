package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;

/**
 * The name of a data set in a request: {@code cifar-10}, or {@code cifar-10@5dd7e06a} if the store has several of that name.
 *
 * @param name name of the data set
 * @param digestPrefix first digits of its SHA-256; may be empty
 */
public record DatasetName(String name, String digestPrefix) {

    public DatasetName {
        Ids.require("dataset", name);
        if (!digestPrefix.matches("[0-9a-f]{0,64}")) {
            throw new InvalidFieldException(
                    "dataset",
                    Ids.quote(digestPrefix) + " after @ is not a SHA-256 prefix; use lower-case hexadecimal digits");
        }
    }

    /** Parses {@code name} or {@code name@digits}. */
    public static DatasetName parse(String text) {
        String value = text == null ? "" : text;
        int at = value.indexOf('@');
        return at < 0 ? new DatasetName(value, "") : new DatasetName(value.substring(0, at), value.substring(at + 1));
    }
}
