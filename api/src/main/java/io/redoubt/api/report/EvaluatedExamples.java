package io.redoubt.api.report;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;

/**
 * Stored adversarial examples that satisfy the threat model, as evaluated in a separate pass.
 *
 * @param file name of the file, without its directory
 * @param sha256 SHA-256 of the file
 * @param from index of the first test image
 * @param to one past the last test image
 * @param accuracy accuracy on these examples
 * @param largestChange the largest perturbation, in the norm of the threat model
 * @param differing number of images whose predicted class differs from the class that the attack observed
 */
public record EvaluatedExamples(
        String file, String sha256, int from, int to, AccuracyFigures accuracy, double largestChange, int differing) {

    public EvaluatedExamples {
        Require.present("file", file);
        Ids.requireSha256("sha256", sha256);
        Require.present("accuracy", accuracy);
    }
}
