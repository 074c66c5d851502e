package io.redoubt.core.train;

/** Which images the loss of a training step is of. */
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

    /** Whether adversarial images have to be made. */
    public boolean adversarial() {
        return adversarial;
    }

    /** Whether clean images contribute. */
    public boolean clean() {
        return clean;
    }
}
