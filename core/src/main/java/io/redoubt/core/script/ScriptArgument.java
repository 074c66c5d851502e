package io.redoubt.core.script;

import ai.djl.ndarray.NDList;

/** What a script method can be called with: one tensor, or a list of tensors. */
public abstract sealed class ScriptArgument permits DeviceTensor, DeviceTensors {
    ScriptArgument() {}

    /** Appends the arrays, named so that the engine tells tensors from lists. */
    abstract void appendTo(NDList inputs);
}
