package io.redoubt.finetune;

import io.quarkus.runtime.StartupEvent;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.data.DatasetFile;
import io.redoubt.data.format.BundledDatasets;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.scratch.ScratchDirectory;
import io.redoubt.pipeline.store.StoreKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;

/** Uploads the bundled data sets to the store, so that a new deployment can run the quickstart. */
@ApplicationScoped
class BundledDatasetsUpload {

    void publish(@Observes StartupEvent start, DatasetCatalog catalog) throws IOException {
        for (String name : BundledDatasets.names()) {
            try (ScratchDirectory scratch = new ScratchDirectory("data-")) {
                Path file = scratch.folder().resolve(StoreKeys.DATA);
                DatasetManifest manifest = DatasetFile.write(BundledDatasets.open(name), file);
                if (!catalog.contains(manifest.ref())) {
                    catalog.publish(file, manifest);
                }
            }
        }
    }
}
