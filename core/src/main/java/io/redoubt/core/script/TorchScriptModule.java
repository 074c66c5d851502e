package io.redoubt.core.script;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.redoubt.data.memory.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A TorchScript archive that was exported elsewhere, in evaluation mode. Loading it and calling it runs the code in the
 * archive: load only archives that the user named explicitly, never objects from a queue or a store. Not thread-safe.
 */
public final class TorchScriptModule implements AutoCloseable {
    private static final int MAX_EXPANSION = 4;
    private static final long CODE_BYTES = 64L << 20;

    private final PtNDManager manager = TorchRuntime.newManager();
    private final PtSymbolBlock block;

    private TorchScriptModule(Path file) {
        try {
            // Parameters that are not loaded for training cannot be part of a graph.
            boolean trainable = true;
            block = JniUtils.loadModule(manager, file, true, new String[0], new String[0], trainable);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
        JniUtils.enableInferenceMode(block);
        // Only the gradient with respect to the input is used; without this, every backward pass computes all others
        // too.
        for (NDArray parameter : JniUtils.moduleGetParams(block, manager)) {
            JniUtils.attachGradient((PtNDArray) parameter, false);
        }
    }

    /**
     * Loads an archive.
     *
     * @throws IllegalArgumentException when the engine cannot load it, for example because a newer version wrote it, or when
     *     its entries are much larger than the file
     */
    public static TorchScriptModule load(Path file) {
        requireBoundedSize(file);
        ConvolutionKernels.ofThisMachine();
        TorchRuntime.prepareThread();
        try {
            return new TorchScriptModule(file);
        } catch (EngineException e) {
            throw new IllegalArgumentException("the engine cannot load the archive: " + cause(e), e);
        }
    }

    /** The engine decompresses whole entries into memory; only code is compressed in the archives that PyTorch writes. */
    private static void requireBoundedSize(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            long content = zip.stream().mapToLong(ZipEntry::getSize).sum();
            if (content > CODE_BYTES + MAX_EXPANSION * Files.size(file)) {
                throw new IllegalArgumentException(
                        "the archive expands from " + ByteSize.text(Files.size(file)) + " to " + ByteSize.text(content)
                                + "; save it with torch.jit.save, which does not compress weights");
            }
        } catch (IOException unreadable) {
            // The engine says what is wrong.
        }
    }

    /**
     * Calls {@code forward}.
     *
     * @param input its manager owns the result
     * @throws IllegalArgumentException when the call fails or does not return one tensor
     */
    NDArray forward(NDArray input) {
        input.setName(null);
        NDList results;
        try {
            results = IValueUtils.forward(block, new NDList(input), true);
        } catch (EngineException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(
                    "forward fails on images of shape " + input.getShape() + ": " + cause(e), e);
        }
        if (results.size() != 1) {
            throw new IllegalArgumentException(
                    "forward returns " + results.size() + " tensors; export a module that returns the logits alone");
        }
        return results.get(0);
    }

    /** The engine's message contains the cause, surrounded by stack traces of the script and the engine. */
    private static String cause(RuntimeException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("RuntimeError") || line.contains("Error:"))
                .reduce((first, last) -> last)
                .orElseGet(
                        () -> String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }

    @Override
    public void close() {
        block.close();
        manager.close();
    }
}
