package io.redoubt.api.request;

import io.redoubt.api.WireNamed;

/** The attacks. */
public enum AttackFamily implements WireNamed {
    /** The fast gradient sign method: one step of the radius from the clean image (Goodfellow et al. 2015). */
    FGSM(1),
    /** Projected gradient descent, the paper's attack (Madry et al. 2018). It has no budget of its own. */
    PGD(0),
    /** Auto-PGD on the cross entropy (Croce and Hein 2020). */
    APGD_CE(100),
    /** Auto-PGD on the difference of logits ratio. */
    APGD_DLR(100),
    /** Auto-PGD on the targeted difference of logits ratio, for the likeliest other classes. */
    APGD_T(100),
    /** The fast adaptive boundary attack, for the likeliest other classes (Croce and Hein 2020). */
    FAB_T(100),
    /** Random search with square-shaped changes; it takes no gradients (Andriushchenko et al. 2020). */
    SQUARE(5000),
    /** Common corruptions instead of an adversary (Hendrycks and Dietterich 2019). */
    CORRUPTIONS(1);

    private final int budget;

    AttackFamily(int budget) {
        this.budget = budget;
    }

    /** The published budget, steps or queries; 0 if there is none. */
    public int budget() {
        return budget;
    }

    /** Whether loss and targets can be chosen. */
    public boolean chooses() {
        return this == FGSM || this == PGD;
    }

    /** The family of that name, or null. */
    static AttackFamily named(String name) {
        for (AttackFamily family : values()) {
            if (family.wireName().equals(name)) {
                return family;
            }
        }
        return null;
    }
}
