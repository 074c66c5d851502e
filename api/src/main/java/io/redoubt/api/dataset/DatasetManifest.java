package io.redoubt.api.dataset;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.job.DatasetRef;
import java.util.List;

/**
 * The manifest of a stored data set. A data set without a manifest does not exist.
 *
 * @param schema schema version
 * @param name name of the data set
 * @param sha256 digest of {@code data.safetensors}
 * @param bytes length of {@code data.safetensors}
 * @param classes names of the classes, in the order of the labels
 * @param channels image channels
 * @param height image height in pixels
 * @param width image width in pixels
 * @param train number of training images
 * @param test number of test images
 */
public record DatasetManifest(
        int schema,
        String name,
        String sha256,
        long bytes,
        List<String> classes,
        int channels,
        int height,
        int width,
        int train,
        int test) {

    public DatasetManifest {
        SchemaVersion.requireReadable(schema);
        Ids.require("name", name);
        Ids.requireSha256("sha256", sha256);
        classes = List.copyOf(Require.present("classes", classes));
        if (classes.size() < 2) {
            throw new InvalidFieldException("classes", classes + " has fewer than 2 classes; use at least 2");
        }
        Require.between("channels", channels, 1, 16);
        Require.between("height", height, 1, 4096);
        Require.between("width", width, 1, 4096);
        Require.between("train", train, 1, Integer.MAX_VALUE);
        Require.between("test", test, 1, Integer.MAX_VALUE);
    }

    /** Returns the reference to use in job specs. */
    public DatasetRef ref() {
        return new DatasetRef(name, sha256);
    }
}
