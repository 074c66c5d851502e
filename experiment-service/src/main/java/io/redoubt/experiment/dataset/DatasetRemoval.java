package io.redoubt.experiment.dataset;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.DatasetRef;
import io.redoubt.api.request.DatasetName;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;

/** Removes data sets that no experiment uses. */
public final class DatasetRemoval {

    private DatasetRemoval() {}

    /**
     * Removes a data set.
     *
     * @param unfinished returns the ids of the experiments that have not ended and whose request satisfies a condition
     * @throws io.redoubt.api.InvalidFieldException for the field {@code dataset}, if there is none, or several
     * @throws DatasetInUseException if an experiment that has not ended uses it
     */
    public static DatasetManifest remove(
            DatasetCatalog catalog,
            DatasetName name,
            Function<Predicate<ExperimentRequest>, ? extends Collection<String>> unfinished) {
        DatasetManifest found = catalog.resolve(name);
        Collection<String> users = unfinished.apply(request -> uses(request, found.ref()));
        if (!users.isEmpty()) {
            throw new DatasetInUseException(found, users);
        }
        catalog.remove(found.ref());
        return found;
    }

    private static boolean uses(ExperimentRequest request, DatasetRef dataset) {
        DatasetName named = DatasetName.parse(request.dataset());
        return named.name().equals(dataset.name()) && dataset.sha256().startsWith(named.digestPrefix());
    }
}
