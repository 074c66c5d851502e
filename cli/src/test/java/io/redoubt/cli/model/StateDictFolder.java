package io.redoubt.cli.model;

import io.redoubt.cli.command.Console;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a new folder for state dicts and the models that are imported from them. */
abstract class StateDictFolder {

    static final PreActResNet COLOUR = new PreActResNet(10, 2, 3, Normalisation.IMAGENET);

    static final PreActResNet GREY = new PreActResNet(10, 2, 3, new Normalisation(List.of(0.5), List.of(0.25)));

    @TempDir
    Path folder;

    static Console imported(Path file, Path target, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("model", "import", file.toString(), "--depth=10", "--width=2", "--classes=cat,dog,ship"));
        arguments.add("--to=" + target);
        arguments.addAll(List.of(more));
        return Console.run(arguments.toArray(String[]::new));
    }

    Path stateDict(PreActResNet network, String prefix) throws IOException {
        List<Tensor> tensors = new ArrayList<>();
        for (Tensor tensor : Weights.initial(network.tensors(), 1).tensors()) {
            tensors.add(new Tensor(prefix + tensor.name(), tensor.dtype(), tensor.shape(), tensor.data()));
        }
        tensors.add(Tensor.of(prefix + "bn1.num_batches_tracked", new long[0], new long[] {7}));
        return written(tensors);
    }

    Path written(List<Tensor> tensors) throws IOException {
        Path file = folder.resolve("state.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            Safetensors.write(out, tensors, Map.of());
        }
        return file;
    }
}
