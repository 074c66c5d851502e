package io.redoubt.core.script;

import ai.djl.ndarray.NDList;

/** An argument of a call to a script method: a tensor or a list of tensors. */
public abstract sealed class ScriptArgument permits DeviceTensor, DeviceTensors {
    ScriptArgument() {}

    abstract ScriptMethod.Type type();

    /** Appends the arrays, named so that the engine can distinguish tensors from lists. */
    abstract void appendTo(NDList inputs);
}
