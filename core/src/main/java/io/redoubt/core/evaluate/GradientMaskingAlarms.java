package io.redoubt.core.evaluate;

import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.GradientMaskingDiagnosis.AtRadius;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the checks of {@link GradientMaskingChecks} say against a subject, in plain words, each with the figures that it rests on.
 * The order in which attacks must stand is that of Carlini et al. 2019, "On Evaluating Adversarial Robustness".
 */
public final class GradientMaskingAlarms {
    /** What may be left right at a radius that no classifier withstands. */
    private static final double NEARLY_NONE = 0.05;

    /** The loss of the cross entropy that is beyond taste. */
    private static final double FAR = 0.05;

    private final GradientMaskingDiagnosis found;
    private final List<String> alarms = new ArrayList<>();

    private GradientMaskingAlarms(GradientMaskingDiagnosis found) {
        this.found = found;
    }

    /** The alarms; empty where every check is passed. */
    public static List<String> of(GradientMaskingDiagnosis diagnosis) {
        return new GradientMaskingAlarms(diagnosis).all();
    }

    private List<String> all() {
        outputs();
        order();
        radii();
        return alarms;
    }

    private void outputs() {
        if (found.probabilities()) {
            raise("its outputs look like probabilities, not logits: a loss on them has a second softmax, whose gradient"
                    + " vanishes. Judge the logits, or the log of the probabilities.");
        }
        if (found.changing() > 0) {
            raise(
                    "%s of %s images are classified differently in a second pass: the model is random, and attacks that take"
                            + " it for a fixed function see the gradient of another one. Average over its randomness.",
                    found.changing(), found.images());
        }
        if (beyondLuck(found.zeroGradients())) {
            raise(
                    "the cross entropy of %s of %s images has a gradient of exactly zero: attacks that follow it stand still"
                            + " there, and what they do not find is no robustness.",
                    found.zeroGradients(), found.images());
        }
    }

    private void order() {
        if (beyondLuck(found.iterative() - found.oneStep())) {
            raise(
                    "one step (FGSM) beats several (Auto-PGD): %s of the checked images are right under one, %s under several. Its"
                            + " gradients lead away from what they should find.",
                    share(found.oneStep()), share(found.iterative()));
        }
        if (beyondLuck(found.iterative() - found.noise())) {
            raise(
                    "random noise beats gradients: %s of the checked images are right under noise, %s under Auto-PGD.",
                    share(found.noise()), share(found.iterative()));
        }
        if (beyondLuck(found.onlyBlackBox())) {
            raise(
                    "%s of %s images withstand every gradient attack and fall to a random search that knows no gradient: the"
                            + " gradients are of no use to an attack, and its accuracy under gradient attacks is no robustness.",
                    found.onlyBlackBox(), found.images());
        }
        int gap = found.iterative() - found.margin();
        if (beyondLuck(gap) && gap > FAR * found.images()) {
            raise(
                    "Auto-PGD on a margin loss finds far more than on the cross entropy: %s of the checked images are right"
                            + " under the one, %s under the other. The cross entropy is a bad guide here; judge it by margin losses"
                            + " or AutoAttack.",
                    share(found.margin()), share(found.iterative()));
        }
    }

    private void radii() {
        for (int i = 1; i < found.radii().size(); i++) {
            AtRadius smaller = found.radii().get(i - 1);
            AtRadius larger = found.radii().get(i);
            if (beyondLuck(larger.right() - smaller.right())) {
                raise(
                        "accuracy under attack rises with the radius, from %s at eps %.4f to %s at eps %.4f, although every"
                                + " point of the smaller ball lies in the larger.",
                        share(smaller.right()), smaller.eps(), share(larger.right()), larger.eps());
            }
        }
        if (!found.radii().isEmpty()) {
            AtRadius largest = found.radii().get(found.radii().size() - 1);
            if (beyondLuck(largest.right()) && largest.right() > NEARLY_NONE * found.images()) {
                raise(
                        "%s of the checked images are still right at eps %.4f, where an attack that works leaves next to"
                                + " none.",
                        share(largest.right()), largest.eps());
            }
        }
    }

    private boolean beyondLuck(int images) {
        return Tolerance.isExceeded(images, found.images());
    }

    private void raise(String text, Object... figures) {
        alarms.add(String.format(Locale.ROOT, text, figures));
    }

    private String share(int right) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * right / found.images());
    }
}
