package io.redoubt.api.request;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;

/**
 * A data set as a request names it: {@code cifar-10}, or {@code cifar-10@5dd7e06a} where the store has several of that name.
 *
 * @param name the name
 * @param digestPrefix the first digits of its SHA-256; may be empty
 */
public record DatasetName(String name, String digestPrefix) {

    public DatasetName {
        Ids.require("dataset", name);
        if (!digestPrefix.matches("[0-9a-f]{0,64}")) {
            throw new InvalidFieldException(
                    "dataset", Ids.quote(digestPrefix) + " after @ is not the beginning of a SHA-256");
        }
    }

    /** Reads {@code name} or {@code name@digits}. */
    public static DatasetName parse(String text) {
        String given = text == null ? "" : text;
        int at = given.indexOf('@');
        return at < 0 ? new DatasetName(given, "") : new DatasetName(given.substring(0, at), given.substring(at + 1));
    }
}
