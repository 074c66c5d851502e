package io.redoubt.api.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.ExtensionPoint;

/**
 * The loss that adversarial fine-tuning minimises.
 *
 * @param name the name in requests
 */
public record AdversarialLoss(@JsonValue String name) {
    /** The cross entropy of the adversarial images (Madry et al. 2018), the paper's choice. */
    public static final AdversarialLoss MADRY = new AdversarialLoss("madry");

    /**
     * The cross entropy of the clean images plus beta times the divergence of the predictions on adversarial images from
     * those on clean ones, which the adversary maximises (TRADES, Zhang et al. 2019).
     */
    public static final AdversarialLoss TRADES = new AdversarialLoss("trades");

    /** @throws io.redoubt.api.InvalidFieldException when no such loss is known; the message lists the known ones */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AdversarialLoss {
        ExtensionPoint.TRAINING_LOSS.require("loss", name);
    }
}
