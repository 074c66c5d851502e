package io.redoubt.core.loss;

/** The images on which the loss of a training step is computed. */
public enum LossInputs {
    /** {@code l(x)}: standard training (P2, F1, F3). */
    CLEAN(false, true),
    /** {@code l(x_adv)}: adversarial fine-tuning in the form of Madry et al. (F2, F4). */
    ADVERSARIAL(true, false),
    /** Both: {@code (l(x_adv) + l(x)) / 2} in adversarial pretraining as in the paper's code (P3), and TRADES. */
    ADVERSARIAL_AND_CLEAN(true, true);

    private final boolean adversarial;
    private final boolean clean;

    LossInputs(boolean adversarial, boolean clean) {
        this.adversarial = adversarial;
        this.clean = clean;
    }

    /** Whether an adversary perturbs the images of the step. */
    public boolean adversarial() {
        return adversarial;
    }

    /** Whether clean images contribute. */
    public boolean clean() {
        return clean;
    }

    /** The number of batches that the loss takes. */
    public int count() {
        return (adversarial ? 1 : 0) + (clean ? 1 : 0);
    }
}
