package io.redoubt.core.model;

import io.redoubt.core.safetensors.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The result of putting a pretrained trunk into a network. It accounts for every tensor on both sides, because a load that
 * silently matches nothing looks like a pretraining that does not help.
 *
 * @param weights the network's weights
 * @param matched names taken from the pretrained weights
 * @param fresh names left as freshly initialised
 * @param ignored names of pretrained tensors that were not used
 */
public record PretrainedTrunk(Weights weights, List<String> matched, List<String> fresh, List<String> ignored) {
    public PretrainedTrunk {
        matched = List.copyOf(matched);
        fresh = List.copyOf(fresh);
        ignored = List.copyOf(ignored);
    }

    /**
     * Takes stem and stages 1 to 3 from {@code pretrained}; everything else stays as in {@code initial}.
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
            throw new IllegalArgumentException("no tensor of the trunk is among the pretrained weights "
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
