package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What adversarial fine-tuning minimises. */
public enum AdversarialLoss {
    /** The cross entropy of the adversarial images (Madry et al. 2018), the paper's choice. */
    @JsonProperty("madry")
    MADRY,
    /**
     * The cross entropy of the clean images, plus beta times the divergence of the answers to the adversarial images from
     * those to the clean ones, which the adversary raises (TRADES, Zhang et al. 2019).
     */
    @JsonProperty("trades")
    TRADES
}
