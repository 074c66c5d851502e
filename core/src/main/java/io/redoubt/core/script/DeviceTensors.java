package io.redoubt.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;

/** A list of tensors in device memory. */
public final class DeviceTensors extends ScriptArgument {
    private final String listName;
    private final List<NDArray> arrays;

    /**
     * @param name distinguishes the lists passed to one call: letters only
     */
    DeviceTensors(String name, List<? extends NDArray> arrays) {
        if (arrays.isEmpty()) {
            throw new IllegalArgumentException("list '" + name + "' is empty; the engine cannot pass an empty list");
        }
        this.listName = name + "[]";
        this.arrays = List.copyOf(arrays);
    }

    /** Wraps the tensors of one step as a list. */
    public static DeviceTensors of(String name, List<DeviceTensor> tensors) {
        return new DeviceTensors(name, tensors.stream().map(DeviceTensor::array).toList());
    }

    List<NDArray> arrays() {
        return arrays;
    }

    @Override
    ScriptMethod.Type type() {
        return ScriptMethod.Type.TENSORS;
    }

    @Override
    void appendTo(NDList inputs) {
        for (NDArray array : arrays) {
            array.setName(listName);
            inputs.add(array);
        }
    }
}
