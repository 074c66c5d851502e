package io.redoubt.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One step of a loop: creates tensors, calls methods of the script, and frees its tensors when closed. */
public final class ScriptStep implements AutoCloseable {
    private final PtNDManager manager;
    private final PtSymbolBlock block;
    private final StagingBuffers staging;
    private final List<ByteBuffer> acquired = new ArrayList<>();

    ScriptStep(PtNDManager manager, PtSymbolBlock block, StagingBuffers staging) {
        this.manager = manager;
        this.block = block;
        this.staging = staging;
    }

    /**
     * A float32 tensor.
     *
     * @param shape the dimensions, each at least 1
     * @param fill writes all elements in row-major order
     * @throws IllegalArgumentException when elements are left unwritten
     */
    public DeviceTensor floats(long[] shape, Consumer<FloatBuffer> fill) {
        Shape dimensions = new Shape(shape);
        ByteBuffer bytes = staging.acquire(Math.toIntExact(Math.multiplyExact(dimensions.size(), Float.BYTES)));
        acquired.add(bytes);
        FloatBuffer floats = bytes.asFloatBuffer();
        fill.accept(floats);
        if (floats.hasRemaining()) {
            throw new IllegalArgumentException(
                    "a tensor of shape " + dimensions + " was filled except for " + floats.remaining() + " elements");
        }
        return new DeviceTensor(manager.create(bytes, dimensions, DataType.FLOAT32));
    }

    /** An int64 tensor with the given elements in row-major order. */
    public DeviceTensor longs(long[] elements, long... shape) {
        return new DeviceTensor(manager.create(elements, new Shape(shape)));
    }

    /** A float64 vector, for the scalars that a method takes. */
    public DeviceTensor doubles(double... values) {
        return new DeviceTensor(manager.create(values));
    }

    /**
     * Calls a method of the script.
     *
     * @return the tensors it returned, valid until this step is closed
     * @throws IllegalArgumentException when the arguments are not those of the method
     * @throws ai.djl.engine.EngineException when the script fails
     */
    public List<DeviceTensor> call(ScriptMethod method, ScriptArgument... arguments) {
        method.check(arguments);
        NDList inputs = new NDList();
        // The engine reads the method from the name of an extra array; the manager of the first array owns the results.
        NDArray selector = manager.create(0f);
        selector.setName("module_method:" + method.name());
        inputs.add(selector);
        for (ScriptArgument argument : arguments) {
            argument.appendTo(inputs);
        }
        return IValueUtils.forward(block, inputs, true).stream()
                .map(DeviceTensor::new)
                .toList();
    }

    /**
     * Calls {@code forward} of a module that was exported elsewhere.
     *
     * @param input float32, with or without a graph, which the result extends
     * @return the tensor that it returned, valid until this step is closed
     * @throws IllegalArgumentException when the call fails or does not return one tensor
     */
    public DeviceTensor forward(TorchScriptModule module, DeviceTensor input) {
        return new DeviceTensor(module.forward(input.array()));
    }

    @Override
    public void close() {
        manager.close();
        staging.release(acquired);
        acquired.clear();
    }
}
