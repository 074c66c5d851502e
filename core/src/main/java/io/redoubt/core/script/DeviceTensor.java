package io.redoubt.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;

/** A tensor in device memory, valid until its {@link ScriptStep} is closed. */
public final class DeviceTensor extends ScriptArgument {
    private final NDArray array;

    DeviceTensor(NDArray array) {
        this.array = array;
    }

    NDArray array() {
        return array;
    }

    /** The dimensions. */
    public long[] shape() {
        return array.getShape().getShape();
    }

    /** Whether the type is float32. */
    public boolean isFloat32() {
        return array.getDataType() == DataType.FLOAT32;
    }

    /** A copy of the elements, in row-major order; the tensor must be of type float32. */
    public float[] toFloats() {
        return array.toFloatArray();
    }

    @Override
    ScriptMethod.Type type() {
        return ScriptMethod.Type.TENSOR;
    }

    @Override
    void appendTo(NDList inputs) {
        array.setName(null);
        inputs.add(array);
    }
}
