package io.redoubt.experiment.rest;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Query parameters and fields of forms. */
final class NamedValues {

    private NamedValues() {}

    /**
     * Rejects an unknown name, and several values where only the first one would be used.
     *
     * @param kind what is named, such as "a query parameter here"
     * @param count the number of values
     * @param list whether a known name may have several values
     */
    static void require(String kind, String name, int count, Set<String> known, BooleanSupplier list) {
        if (!known.contains(name)) {
            throw new InvalidFieldException(name, "is not " + kind + "; " + NearestName.remedy(name, known));
        }
        if (count > 1 && !list.getAsBoolean()) {
            throw new InvalidFieldException(name, "is given " + count + " times; give it once");
        }
    }
}
