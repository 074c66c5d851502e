package io.redoubt.core.model;

import io.redoubt.core.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network's weights as found among tensors that PyTorch saved. Wrappers leave a prefix on every name: {@code module.} is
 * that of parallel training, {@code 1.} that of a normaliser followed by the network, as the paper's code saves it. The
 * prefix under which most of the network's names occur is stripped. Every tensor on both sides is accounted for.
 *
 * @param prefix what was stripped; empty if nothing
 * @param weights the tensors that matched, by the network's names and in its order
 * @param missing the network's names that were not found
 * @param ignored names as found of tensors that are not the network's, such as {@code bn1.num_batches_tracked}
 */
public record StateDict(String prefix, Weights weights, List<String> missing, List<String> ignored) {
    public StateDict {
        missing = List.copyOf(missing);
        ignored = List.copyOf(ignored);
    }

    /**
     * Finds the tensors of a network.
     *
     * @param specs the tensors of the network
     * @param tensors what the file holds
     * @throws IllegalArgumentException when nothing matches, two prefixes match equally well, or a tensor differs in shape
     *     or type
     */
    public static StateDict of(List<TensorSpec> specs, Collection<Tensor> tensors) {
        Map<String, Tensor> found = new LinkedHashMap<>();
        tensors.forEach(tensor -> found.put(tensor.name(), tensor));
        String prefix = prefix(specs, found.keySet());
        List<Tensor> matched = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (TensorSpec spec : specs) {
            Tensor tensor = found.remove(prefix + spec.name());
            if (tensor == null) {
                missing.add(spec.name());
            } else {
                Weights.requireFit(spec, tensor);
                matched.add(tensor.named(spec.name()));
            }
        }
        return new StateDict(prefix, Weights.of(matched), missing, List.copyOf(found.keySet()));
    }

    /** The network's names that were found, in its order. */
    public List<String> matched() {
        return weights.tensors().stream().map(Tensor::name).toList();
    }

    /**
     * The weights of the whole network.
     *
     * @throws IllegalArgumentException when some are missing; the message names them
     */
    public Weights complete() {
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("tensors " + missing + " are missing (ignored were " + ignored
                    + "); check depth, width and classes, or add them to the file");
        }
        return weights;
    }

    private static String prefix(List<TensorSpec> specs, Set<String> names) {
        List<String> best = prefixes(specs.stream().map(TensorSpec::name).toList(), names);
        if (best.isEmpty()) {
            throw new IllegalArgumentException("none of the tensors "
                    + names.stream().limit(5).toList() + " is the network's; expected names such as "
                    + specs.get(0).name());
        }
        if (best.size() > 1) {
            throw new IllegalArgumentException("the tensors of several networks match, with the prefixes " + best
                    + "; save each network's state dict in a file of its own");
        }
        return best.get(0);
    }

    /**
     * The prefixes of a wrapper under which most of a network's names occur.
     *
     * @param wanted the network's names
     * @param names the names in the file
     * @return in the order of the file; empty if no name occurs
     */
    static List<String> prefixes(Collection<String> wanted, Collection<String> names) {
        Set<String> known = new HashSet<>(wanted);
        Map<String, Integer> matches = new LinkedHashMap<>();
        for (String name : names) {
            // A prefix is empty or ends with a dot.
            for (int begin = 0; begin >= 0; begin = afterDot(name, begin)) {
                if (known.contains(name.substring(begin))) {
                    matches.merge(name.substring(0, begin), 1, Integer::sum);
                }
            }
        }
        int most = matches.values().stream().max(Integer::compare).orElse(0);
        return matches.keySet().stream()
                .filter(prefix -> matches.get(prefix) == most)
                .toList();
    }

    /** The position behind the next dot, or -1 if there is none. */
    private static int afterDot(String name, int from) {
        int dot = name.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }
}
