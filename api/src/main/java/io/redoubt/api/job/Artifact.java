package io.redoubt.api.job;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;

/**
 * A reference to one file of a job's result in the store. Tensors never travel on Kafka.
 *
 * @param fingerprint the job that produced it
 * @param part name of the file, such as {@code model.safetensors}
 * @param sha256 digest of the content
 * @param bytes length of the content
 */
public record Artifact(String fingerprint, String part, String sha256, long bytes) {

    public Artifact {
        Ids.requireSha256("fingerprint", fingerprint);
        Ids.require("part", part);
        Ids.requireSha256("sha256", sha256);
        if (bytes < 0) {
            throw new InvalidFieldException("bytes", bytes + " is negative; use 0 or more");
        }
    }
}
