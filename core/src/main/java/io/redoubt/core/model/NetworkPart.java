package io.redoubt.core.model;

/** The two parts of a network: the trunk, which pretraining transfers, and the head, which belongs to a task. */
public enum NetworkPart {
    /** Stem and stages 1 to 3. */
    TRUNK,
    /** Stage 4 and the linear layer, or the head of a pretext task. */
    HEAD
}
