package io.redoubt.pipeline.artifact;

import io.redoubt.api.Digests;
import io.redoubt.api.Ids;
import io.redoubt.api.job.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a result, before it is in the store.
 *
 * @param name name of the part, such as {@code model.safetensors}
 * @param file where it is
 */
public record ResultFile(String name, Path file) {

    public ResultFile {
        Ids.require("part", name);
    }

    /** A part named as its file. */
    public static ResultFile of(Path file) {
        return new ResultFile(file.getFileName().toString(), file);
    }

    /** What the manifest says of it. */
    Artifact describe(String fingerprint) {
        try {
            return new Artifact(fingerprint, name, Digests.sha256(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the part " + name, e);
        }
    }
}
