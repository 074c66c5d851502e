package io.redoubt.worker;

import io.redoubt.api.Json;
import io.redoubt.core.model.file.ModelFile;
import io.redoubt.pipeline.job.JobContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the parts of a result to the scratch folder of a job. */
public final class ScratchFiles {

    private ScratchFiles() {}

    /** Writes bytes. */
    public static Path write(JobContext context, String part, byte[] content) throws IOException {
        return Files.write(context.scratch().resolve(part), content);
    }

    /** Writes a value as canonical JSON. */
    public static Path writeJson(JobContext context, String part, Object value) throws IOException {
        return write(context, part, Json.canonical(value));
    }

    /** Writes a model. */
    public static Path writeModel(JobContext context, String part, ModelFile model) throws IOException {
        Path file = context.scratch().resolve(part);
        model.write(file);
        return file;
    }
}
