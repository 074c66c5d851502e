package io.redoubt.pipeline.artifact;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.Schema;
import java.time.Instant;

/**
 * Makes a checkpoint valid; {@code manifest.json} beside its state.
 *
 * @param schema version of this form
 * @param fingerprint the job
 * @param epoch epochs that are done
 * @param sha256 digest of {@code state.safetensors}
 * @param bytes length of {@code state.safetensors}
 * @param seconds wall-clock seconds of work up to here, over all attempts
 * @param committed when it was committed
 * @param worker who committed it
 */
public record CheckpointManifest(
        int schema,
        String fingerprint,
        int epoch,
        String sha256,
        long bytes,
        double seconds,
        Instant committed,
        String worker) {

    public CheckpointManifest {
        Schema.requireKnown(schema);
        Ids.requireSha256("fingerprint", fingerprint);
        Require.between("epoch", epoch, 0, 999_999_999);
        Ids.requireSha256("sha256", sha256);
        Require.between("seconds", seconds, 0, Double.MAX_VALUE);
        Require.present("committed", committed);
        Require.present("worker", worker);
    }
}
