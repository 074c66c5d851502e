package io.redoubt.experiment.rest;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;

/** A parameter that is true or false. Another text is an error: {@code ?dryRun=1} must not delete. */
final class Flag {

    private Flag() {}

    /** @param text null if the parameter is absent, which means false */
    static boolean of(String name, String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new InvalidFieldException(name, Ids.quote(text) + " is neither true nor false");
    }
}
