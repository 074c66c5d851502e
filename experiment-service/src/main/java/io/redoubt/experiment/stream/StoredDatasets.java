package io.redoubt.experiment.stream;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.experiment.track.Datasets;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import jakarta.enterprise.context.ApplicationScoped;

/** The data sets as the tracker sees them. */
@ApplicationScoped
class StoredDatasets implements Datasets {

    private final DatasetCatalog catalog;

    StoredDatasets(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public DatasetManifest resolve(DatasetName name) {
        return catalog.resolve(name);
    }
}
