package io.redoubt.pipeline.artifact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.time.Instant;

/**
 * Manifest of a checkpoint, stored as {@code manifest.json} beside the state. A checkpoint without a manifest is not
 * valid.
 *
 * @param schema schema version
 * @param fingerprint fingerprint of the job
 * @param epoch completed epochs
 * @param step completed steps of the current epoch; omitted at the end of an epoch
 * @param sha256 digest of {@code state.safetensors}
 * @param bytes length of {@code state.safetensors}
 * @param seconds wall-clock seconds of work so far, over all attempts
 * @param refused corrupt checkpoints that the job has skipped so far; omitted if 0
 * @param committed time of the commit
 * @param worker worker that committed it
 */
public record CheckpointManifest(
        int schema,
        String fingerprint,
        int epoch,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Integer step,
        String sha256,
        long bytes,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) Integer refused,
        Instant committed,
        String worker) {

    public CheckpointManifest {
        SchemaVersion.requireReadable(schema);
        Ids.requireSha256("fingerprint", fingerprint);
        step = step == null ? 0 : step;
        new CheckpointPosition(epoch, step);
        Ids.requireSha256("sha256", sha256);
        Require.between("seconds", seconds, 0, Double.MAX_VALUE);
        refused = refused == null ? 0 : Require.between("refused", refused, 0, Integer.MAX_VALUE);
        Require.present("committed", committed);
        Require.present("worker", worker);
    }

    /** Progress of the job at this checkpoint. */
    @JsonIgnore
    public CheckpointPosition position() {
        return new CheckpointPosition(epoch, step);
    }
}
