package io.redoubt.api.report;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;

/**
 * An evaluated model file.
 *
 * @param file name of the file, without its directory
 * @param sha256 SHA-256 of the file
 * @param architecture architecture of the network, as stated in the file
 * @param depth number of weight layers
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
