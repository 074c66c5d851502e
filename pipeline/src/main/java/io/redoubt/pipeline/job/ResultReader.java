package io.redoubt.pipeline.job;

import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.pipeline.store.LocalCache;
import io.redoubt.pipeline.store.StoreKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the parts of a committed result, each checked against its digest. */
public final class ResultReader {

    private final ResultManifest manifest;
    private final LocalCache cache;

    ResultReader(ResultManifest manifest, LocalCache cache) {
        this.manifest = manifest;
        this.cache = cache;
    }

    /** A part as a local file that must not be changed. @throws InvalidFieldException if the result has no such part */
    public Path file(String part) {
        Artifact artifact = manifest.part(part);
        return cache.fetch(StoreKeys.resultPart(artifact), artifact.sha256(), artifact.bytes());
    }

    /** A part in memory. @throws InvalidFieldException if the result has no such part */
    public byte[] read(String part) {
        try {
            return Files.readAllBytes(file(part));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the part " + part, e);
        }
    }
}
