package io.redoubt.api.report;

import io.redoubt.api.Require;
import io.redoubt.api.SchemaVersion;
import java.util.List;

/**
 * Results of the checks for gradient masking (Athalye et al. 2018; Carlini et al. 2019), each on the same test
 * images: the content of {@code diagnosis.json}. Counts are of images.
 *
 * @param schema schema version
 * @param images test images checked, at least 1
 * @param clean correct without perturbation
 * @param noise correct under all of several random perturbations
 * @param oneStep correct under one gradient step, FGSM
 * @param iterative correct under several gradient steps on the cross entropy, Auto-PGD
 * @param margin correct under several gradient steps on a margin loss, the difference of logits ratio
 * @param onlyBlackBox correct under every gradient attack, misclassified under a random search without gradients
 * @param radii correct under Auto-PGD by radius, in ascending order; no classifier withstands an attack at the last
 *     radius
 * @param zeroGradients images for which the gradient of the cross entropy, computed as usual, is exactly zero
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
        SchemaVersion.requireReadable(schema);
        Require.between("images", images, 1, Integer.MAX_VALUE);
        radii = List.copyOf(Require.present("radii", radii));
    }

    /**
     * Returns a builder of the current schema version.
     *
     * @param images test images checked, at least 1
     */
    public static Builder builder(int images) {
        return new Builder(images);
    }

    /** Collects the results of the checks. Unset fields are 0, empty or false. */
    public static final class Builder {
        private final int images;
        private int clean;
        private int noise;
        private int oneStep;
        private int iterative;
        private int margin;
        private int onlyBlackBox;
        private List<AtRadius> radii = List.of();
        private int zeroGradients;
        private boolean probabilities;
        private int changing;

        private Builder(int images) {
            this.images = images;
        }

        public Builder clean(int clean) {
            this.clean = clean;
            return this;
        }

        public Builder noise(int noise) {
            this.noise = noise;
            return this;
        }

        public Builder oneStep(int oneStep) {
            this.oneStep = oneStep;
            return this;
        }

        public Builder iterative(int iterative) {
            this.iterative = iterative;
            return this;
        }

        public Builder margin(int margin) {
            this.margin = margin;
            return this;
        }

        public Builder onlyBlackBox(int onlyBlackBox) {
            this.onlyBlackBox = onlyBlackBox;
            return this;
        }

        public Builder radii(List<AtRadius> radii) {
            this.radii = radii;
            return this;
        }

        public Builder zeroGradients(int zeroGradients) {
            this.zeroGradients = zeroGradients;
            return this;
        }

        public Builder probabilities(boolean probabilities) {
            this.probabilities = probabilities;
            return this;
        }

        public Builder changing(int changing) {
            this.changing = changing;
            return this;
        }

        public GradientMaskingDiagnosis build() {
            return new GradientMaskingDiagnosis(
                    SchemaVersion.VERSION,
                    images,
                    clean,
                    noise,
                    oneStep,
                    iterative,
                    margin,
                    onlyBlackBox,
                    radii,
                    zeroGradients,
                    probabilities,
                    changing);
        }
    }

    /**
     * The images classified correctly under attack in one ball.
     *
     * @param eps the radius, in pixel space
     * @param right number of images classified correctly
     */
    public record AtRadius(double eps, int right) {}
}
