package io.redoubt.core.model.file;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Tensors of a small network as state dicts name them, and their import. */
final class StateDicts {

    static final PreActResNet NETWORK = new PreActResNet(10, 2, 3, Normalisation.IMAGENET);

    private StateDicts() {}

    static List<Tensor> prefixed(String prefix, long seed) {
        return new ArrayList<>(Weights.initial(NETWORK.tensors(), seed).tensors().stream()
                .map(tensor -> tensor.named(prefix + tensor.name()))
                .toList());
    }

    static List<Tensor> tensors(Network network) {
        return new ArrayList<>(Weights.initial(network.tensors(), 1).tensors());
    }

    static StateDictImport imported(Collection<Tensor> tensors) {
        return StateDictImport.of(Networks.STANDARD, tensors);
    }
}
