package io.redoubt.finetune;

import io.quarkus.runtime.StartupEvent;
import io.redoubt.core.data.DatasetFile;
import io.redoubt.core.data.format.BundledDatasets;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Uploads the bundled data sets to the store, so that a new deployment can run the quickstart. */
@ApplicationScoped
class BundledDatasetsUpload {

    void publish(@Observes StartupEvent start, DatasetCatalog catalog) throws IOException {
        for (String name : BundledDatasets.names()) {
            Path file = Files.createTempFile(name, ".safetensors");
            try {
                catalog.publish(file, DatasetFile.write(BundledDatasets.open(name), file));
            } finally {
                Files.delete(file);
            }
        }
    }
}
