package io.redoubt.api.report;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;

/**
 * Stored adversarial examples that were found to lie in the ball, and what the subject makes of them in a pass of its own.
 *
 * @param file the file's name, without its folder
 * @param sha256 digest of its bytes
 * @param from index of the first test image
 * @param to one past the last test image
 * @param accuracy over these examples
 * @param largestChange the longest perturbation, in the norm of the threat
 * @param differing images that were taken for another class here than when the attack stored them
 */
public record EvaluatedExamples(
        String file, String sha256, int from, int to, AccuracyFigures accuracy, double largestChange, int differing) {

    public EvaluatedExamples {
        Require.present("file", file);
        Ids.requireSha256("sha256", sha256);
        Require.present("accuracy", accuracy);
    }
}
