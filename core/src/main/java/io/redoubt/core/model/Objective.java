package io.redoubt.core.model;

import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.List;

/** A network and its loss as script: everything that training, attacks and evaluation know about a network. */
public interface Objective {
    /** All tensors of the network, in the order of {@link ScriptMethods#WEIGHTS}. */
    List<TensorSpec> tensors();

    /** Defines {@link ScriptMethods#LOSSES} and {@link ScriptMethods#CORRECT}. */
    void define(ScriptSource source);

    /**
     * An upper bound on the values, float32, that a forward pass keeps for the backward pass: per image, divided by its
     * height and width. 0 if unknown.
     */
    default double activations() {
        return 0;
    }
}
