package io.redoubt.pipeline.artifact;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.time.Instant;

/**
 * Makes a checkpoint valid; {@code manifest.json} beside its state.
 *
 * @param schema version of this form
 * @param fingerprint the job
 * @param epoch epochs that are done
 * @param step steps that are done in the epoch under way; left out at an epoch's end
 * @param sha256 digest of {@code state.safetensors}
 * @param bytes length of {@code state.safetensors}
 * @param seconds wall-clock seconds of work up to here, over all attempts
 * @param refused damaged checkpoints that the job had to pass over so far; left out where there are none
 * @param committed when it was committed
 * @param worker who committed it
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

    /** How far the job had come. */
    @JsonIgnore
    public CheckpointPosition position() {
        return new CheckpointPosition(epoch, step);
    }
}
