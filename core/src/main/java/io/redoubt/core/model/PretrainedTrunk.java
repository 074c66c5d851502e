package io.redoubt.core.model;

import io.redoubt.data.safetensors.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The result of loading a pretrained trunk into a network. It reports every tensor on both sides, because a load that
 * silently matches nothing would look like pretraining that does not help.
 *
 * @param weights the network's weights
 * @param matched names of tensors loaded from the pretrained weights
 * @param fresh names of tensors that remain freshly initialised
 * @param ignored names of pretrained tensors that were not used
 */
public record PretrainedTrunk(Weights weights, List<String> matched, List<String> fresh, List<String> ignored) {
    public PretrainedTrunk {
        matched = List.copyOf(matched);
        fresh = List.copyOf(fresh);
        ignored = List.copyOf(ignored);
    }

    /**
     * Loads the trunk from {@code pretrained}; all other tensors are those of {@code initial}.
     *
     * @param specs the tensors of the network
     * @param initial the network's fresh weights
     * @param pretrained weights with the same names
     * @throws IllegalArgumentException when a tensor of the trunk differs in shape or type, or nothing matches
     */
    public static PretrainedTrunk of(List<TensorSpec> specs, Weights initial, Weights pretrained) {
        List<Tensor> tensors = new ArrayList<>();
        List<String> matched = new ArrayList<>();
        List<String> fresh = new ArrayList<>();
        for (TensorSpec spec : specs) {
            Optional<Tensor> found = spec.part() == NetworkPart.TRUNK ? pretrained.find(spec.name()) : Optional.empty();
            found.ifPresent(tensor -> Weights.requireFit(spec, tensor));
            (found.isPresent() ? matched : fresh).add(spec.name());
            tensors.add(found.or(() -> initial.find(spec.name())).orElseThrow());
        }
        if (matched.isEmpty()) {
            throw new IllegalArgumentException("the pretrained weights have no tensor of the trunk but "
                    + names(pretrained).stream().limit(5).toList() + "; expected names such as "
                    + specs.get(0).name());
        }
        Set<String> used = new HashSet<>(matched);
        List<String> ignored =
                names(pretrained).stream().filter(name -> !used.contains(name)).toList();
        return new PretrainedTrunk(Weights.of(tensors), matched, fresh, ignored);
    }

    private static List<String> names(Weights weights) {
        return weights.tensors().stream().map(Tensor::name).toList();
    }
}
