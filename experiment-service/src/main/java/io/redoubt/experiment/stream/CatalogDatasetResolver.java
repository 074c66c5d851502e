package io.redoubt.experiment.stream;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.request.DatasetName;
import io.redoubt.experiment.track.DatasetResolver;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import jakarta.enterprise.context.ApplicationScoped;

/** Resolves data sets with the catalog of the store. */
@ApplicationScoped
class CatalogDatasetResolver implements DatasetResolver {

    private final DatasetCatalog catalog;

    CatalogDatasetResolver(DatasetCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public DatasetManifest resolve(DatasetName name) {
        return catalog.resolve(name);
    }
}
