package io.redoubt.api.job;

import io.redoubt.api.Ids;

/**
 * A reference to a data set in the store.
 *
 * @param name name of the data set
 * @param sha256 digest of {@code data.safetensors}
 */
public record DatasetRef(String name, String sha256) {

    public DatasetRef {
        Ids.require("dataset.name", name);
        Ids.requireSha256("dataset.sha256", sha256);
    }
}
