package io.redoubt.api.event;

import io.redoubt.api.Ids;
import io.redoubt.api.UnreadableMessageException;

/** The key of records that concern one experiment: its id. */
public final class ExperimentKey {

    private ExperimentKey() {}

    /**
     * Checks that a record is about the experiment in its key.
     *
     * @param key the record key; null if it has none
     * @throws UnreadableMessageException if it is the key of another experiment
     */
    public static void require(String key, String experiment) {
        if (key != null && !key.equals(experiment)) {
            throw new UnreadableMessageException(
                    "the record has the key " + Ids.quote(key) + " but is of experiment " + Ids.quote(experiment),
                    null);
        }
    }
}
