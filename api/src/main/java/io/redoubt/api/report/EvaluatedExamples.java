package io.redoubt.api.report;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;

/**
 * Stored adversarial examples that lie in the ball, and the accuracy on them in a separate pass.
 *
 * @param file the file's name, without its folder
 * @param sha256 digest of its bytes
 * @param from index of the first test image
 * @param to one past the last test image
 * @param accuracy over these examples
 * @param largestChange the longest perturbation, in the norm of the threat
 * @param differing images whose prediction differs from the one that the attack stored
 */
public record EvaluatedExamples(
        String file, String sha256, int from, int to, AccuracyFigures accuracy, double largestChange, int differing) {

    public EvaluatedExamples {
        Require.present("file", file);
        Ids.requireSha256("sha256", sha256);
        Require.present("accuracy", accuracy);
    }
}
