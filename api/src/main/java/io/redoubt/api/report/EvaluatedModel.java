package io.redoubt.api.report;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;

/**
 * A model file that was judged.
 *
 * @param file its name, without its folder
 * @param sha256 digest of its bytes
 * @param architecture the network's family, as the file describes it
 * @param depth weight layers
 * @param width channels of the stem
 * @param job fingerprint of the job that trained it, or {@code imported}
 */
public record EvaluatedModel(String file, String sha256, String architecture, int depth, int width, String job) {

    public EvaluatedModel {
        Require.present("file", file);
        Ids.requireSha256("sha256", sha256);
        Require.present("architecture", architecture);
        Require.present("job", job);
    }
}
