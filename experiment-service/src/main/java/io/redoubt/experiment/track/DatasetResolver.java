package io.redoubt.experiment.track;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;

/** Finds data sets in the store. */
@FunctionalInterface
public interface DatasetResolver {

    /**
     * Returns the manifest of a data set.
     *
     * @throws io.redoubt.api.InvalidFieldException naming {@code dataset} if the store has no data set of that name, or
     *     several
     */
    DatasetManifest resolve(DatasetName name);
}
