package io.redoubt.pipeline.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.redoubt.api.dataset.DatasetManifest;
import java.time.Instant;

/**
 * A data set in the store. Its JSON is the manifest with one more field.
 *
 * @param manifest the manifest
 * @param added when it was added, by the store's clock
 */
public record StoredDataset(@JsonUnwrapped DatasetManifest manifest, Instant added) {

    /** Returns the name with the first digits of the digest, such as {@code cifar-10@5dd7e06a2b11}. */
    public String version() {
        return manifest.name() + "@" + manifest.sha256().substring(0, 12);
    }
}
