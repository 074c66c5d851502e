package io.redoubt.experiment.dataset;

import io.redoubt.api.dataset.DatasetManifest;
import java.util.Collection;

/** Thrown if a data set cannot be removed, because experiments that have not ended use it. */
public final class DatasetInUseException extends RuntimeException {

    /** @param experiments their ids */
    public DatasetInUseException(DatasetManifest dataset, Collection<String> experiments) {
        super(dataset.name() + " is used by " + String.join(", ", experiments)
                + "; wait until they have ended, or `redoubt cancel` them");
    }
}
