package io.redoubt.experiment.track;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;

/** The data sets of the store. */
@FunctionalInterface
public interface Datasets {

    /**
     * The manifest of a data set.
     *
     * @throws io.redoubt.api.InvalidFieldException naming {@code dataset} if the store has none of that name, or several
     */
    DatasetManifest resolve(DatasetName name);
}
