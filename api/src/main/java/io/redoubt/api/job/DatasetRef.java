package io.redoubt.api.job;

import io.redoubt.api.Ids;

/**
 * A data set in the store.
 *
 * @param name its name
 * @param sha256 digest of its file
 */
public record DatasetRef(String name, String sha256) {

    public DatasetRef {
        Ids.require("dataset.name", name);
        Ids.requireSha256("dataset.sha256", sha256);
    }
}
