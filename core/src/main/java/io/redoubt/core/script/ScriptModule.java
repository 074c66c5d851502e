package io.redoubt.core.script;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A script loaded into the engine, and the tensors that live as long as it. Closing it frees both. Not thread-safe.
 */
public final class ScriptModule implements AutoCloseable {
    private final PtNDManager manager = TorchRuntime.newManager();
    private final StagingBuffers staging = new StagingBuffers();
    private final PtSymbolBlock block;

    private ScriptModule(ScriptSource source) {
        byte[] archive = ModuleArchive.bytes(source);
        try {
            block = JniUtils.loadModule(manager, new ByteArrayInputStream(archive), true, false);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (RuntimeException invalid) {
            manager.close();
            throw invalid;
        }
    }

    /**
     * Loads a script.
     *
     * @throws IllegalStateException when the engine computes convolutions incorrectly on this processor
     * @throws ai.djl.engine.EngineException when the source is not valid TorchScript; the message shows the line
     */
    public static ScriptModule load(ScriptSource source) {
        ConvolutionKernels.ofThisMachine();
        TorchRuntime.prepareThread();
        return new ScriptModule(source);
    }

    /** Whether tensors are in the memory of a GPU; otherwise they are in that of the machine. */
    public static boolean usesGpu() {
        return TorchRuntime.usesGpu();
    }

    /** Returns the memory of the GPU that tensors are in, in bytes; empty if there is none or its driver does not tell. */
    public static OptionalLong gpuMemory() {
        return TorchRuntime.gpuMemory();
    }

    /** Begins a step. All tensors created in it are freed when it is closed. */
    public ScriptStep step() {
        TorchRuntime.prepareThread();
        return new ScriptStep((PtNDManager) manager.newSubManager(), block, staging);
    }

    /**
     * Copies float32 tensors to the device, where scripts may change them in place. They are freed with the module.
     *
     * @param name distinguishes the lists passed to one call: letters only
     * @param tensors at least one
     * @throws IllegalArgumentException when one is not float32; the module is then closed
     */
    public DeviceTensors upload(String name, List<Tensor> tensors) {
        try {
            return new DeviceTensors(name, tensors.stream().map(this::upload).toList());
        } catch (IllegalArgumentException invalid) {
            close();
            throw invalid;
        }
    }

    /** Copies the tensors from the device, in the order and with the names of {@code like}. */
    public List<Tensor> download(DeviceTensors tensors, List<Tensor> like) {
        List<Tensor> copies = new ArrayList<>();
        for (int i = 0; i < like.size(); i++) {
            ByteBuffer bytes = ByteBuffer.wrap(tensors.arrays().get(i).toByteArray());
            copies.add(new Tensor(like.get(i).name(), DType.F32, like.get(i).shape(), bytes));
        }
        return copies;
    }

    /** The number of tensors that live as long as the module. It does not grow with the number of steps. */
    public int liveTensors() {
        return manager.getManagedArrays().size();
    }

    private NDArray upload(Tensor tensor) {
        if (tensor.dtype() != DType.F32) {
            throw new IllegalArgumentException(
                    "tensor '" + tensor.name() + "' has type " + tensor.dtype() + "; weights must be F32");
        }
        // The first array is a view of Java memory; the copy owns its memory.
        try (NDArray view = manager.create(tensor.data(), new Shape(tensor.shape()), DataType.FLOAT32)) {
            NDArray copy = view.duplicate();
            copy.attach(manager);
            return copy;
        }
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
