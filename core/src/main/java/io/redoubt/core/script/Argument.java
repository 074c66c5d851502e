package io.redoubt.core.script;

import ai.djl.ndarray.NDList;

/** What a script method can be called with: one tensor, or a list of tensors. */
public sealed interface Argument permits DeviceTensor, DeviceTensors {
    /** Appends the arrays, named so that the engine tells tensors from lists. */
    void appendTo(NDList inputs);
}
