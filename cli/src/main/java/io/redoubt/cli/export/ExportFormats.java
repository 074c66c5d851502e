package io.redoubt.cli.export;

import java.util.Iterator;
import java.util.List;

/** The formats of {@code redoubt export}. */
final class ExportFormats implements Iterable<String> {

    /** A model file, which PyTorch reads as a state dict, and its model card. */
    static final String SAFETENSORS = "safetensors";

    /** An archive that {@code torch.jit.load} runs, and its model card. */
    static final String TORCHSCRIPT = "torchscript";

    /** Event files with the curves of all jobs. */
    static final String TENSORBOARD = "tensorboard";

    @Override
    public Iterator<String> iterator() {
        return List.of(SAFETENSORS, TORCHSCRIPT, TENSORBOARD).iterator();
    }
}
