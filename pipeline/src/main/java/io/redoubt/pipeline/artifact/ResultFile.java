package io.redoubt.pipeline.artifact;

import io.redoubt.api.Digests;
import io.redoubt.api.Ids;
import io.redoubt.api.job.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local file to commit as part of a result.
 *
 * @param name name of the part, such as {@code model.safetensors}
 * @param file path of the file
 */
public record ResultFile(String name, Path file) {

    public ResultFile {
        Ids.require("part", name);
    }

    /** A part with the name of its file. */
    public static ResultFile of(Path file) {
        return new ResultFile(file.getFileName().toString(), file);
    }

    /** Its entry in the manifest. */
    Artifact describe(String fingerprint) {
        try {
            return new Artifact(fingerprint, name, Digests.sha256(file), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the part " + name, e);
        }
    }
}
