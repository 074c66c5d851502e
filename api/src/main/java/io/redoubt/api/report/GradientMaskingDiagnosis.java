package io.redoubt.api.report;

import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.util.List;

/**
 * The results of the checks for masked gradients (Athalye et al. 2018; Carlini et al. 2019), all on the same test images: the
 * content of {@code diagnosis.json}. Counts are numbers of images.
 *
 * @param schema version of the format
 * @param images checked test images, at least 1
 * @param clean correct without a perturbation
 * @param noise correct under each of several random perturbations
 * @param oneStep correct under a single gradient step, FGSM
 * @param iterative correct under several gradient steps on the cross entropy, Auto-PGD
 * @param margin correct under several gradient steps on a margin loss, the difference of logits ratio
 * @param onlyBlackBox correct under every gradient attack, misclassified under a random search that uses no gradients
 * @param radii correct under Auto-PGD by radius, in ascending order; the last radius is so large that every attack should succeed
 * @param zeroGradients images whose gradient of the cross entropy, computed in the usual way, is exactly zero
 * @param probabilities whether the outputs look like probabilities instead of logits
 * @param changing images classified differently in a second pass
 */
public record GradientMaskingDiagnosis(
        int schema,
        int images,
        int clean,
        int noise,
        int oneStep,
        int iterative,
        int margin,
        int onlyBlackBox,
        List<AtRadius> radii,
        int zeroGradients,
        boolean probabilities,
        int changing) {

    public GradientMaskingDiagnosis {
        SchemaVersion.requireKnown(schema);
        Require.between("images", images, 1, Integer.MAX_VALUE);
        radii = List.copyOf(Require.present("radii", radii));
    }

    /**
     * Number of images that are correct under attack at one radius.
     *
     * @param eps the radius, in pixel space
     * @param right number of correct images
     */
    public record AtRadius(double eps, int right) {}
}
