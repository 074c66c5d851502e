package io.redoubt.experiment.rest;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.experiment.Requests;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The data set of all sample requests. Its content is not read, because no job runs. */
final class Datasets {

    private static final byte[] DATA = {1, 2, 3};

    private Datasets() {}

    static void publish(DatasetCatalog catalog, Path folder) throws IOException {
        Path data = Files.write(folder.resolve("data.safetensors"), DATA);
        catalog.publish(
                data,
                new DatasetManifest(
                        SchemaVersion.VERSION,
                        Requests.DATASET.name(),
                        Json.sha256(DATA),
                        DATA.length,
                        List.of("shirt", "shoe"),
                        1,
                        32,
                        32,
                        5000,
                        1000));
    }
}
