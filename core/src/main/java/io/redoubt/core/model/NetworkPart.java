package io.redoubt.core.model;

/** The two parts of a network: what pretraining hands on, and what belongs to a task. */
public enum NetworkPart {
    /** Stem and stages 1 to 3. */
    TRUNK,
    /** Stage 4 and the linear layer, or the head of a pretext task. */
    HEAD
}
