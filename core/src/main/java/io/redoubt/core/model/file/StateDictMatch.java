package io.redoubt.core.model.file;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.TensorNaming;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A comparison of the tensors of a file with those of one network.
 *
 * @param network the network, with the width, classes and channels of the tensors
 * @param naming the convention of the file's names
 * @param prefix prefix that a wrapper added to every name; may be empty
 * @param weights the tensors that fit, with the network's own names
 * @param missing names, in the convention, that the file lacks
 * @param misshapen one description for each tensor of the wrong shape or type
 * @param leftOver names in the file that the network does not have
 * @param unused names in the file of layers that no forward pass reads, see {@link Network#isUnused}
 * @param copies names in the file of duplicate tensors
 */
record StateDictMatch(
        Network network,
        TensorNaming naming,
        String prefix,
        List<Tensor> weights,
        List<String> missing,
        List<String> misshapen,
        List<String> leftOver,
        List<String> unused,
        List<String> copies) {

    boolean fits() {
        return differences() == 0;
    }

    /** The number of differences between the file and the network. */
    int differences() {
        return missing.size() + misshapen.size() + leftOver.size();
    }

    /**
     * Compares the tensors of a file with a network.
     *
     * @param prefixes prefixes of the network's names, at least one; tensors under all but the first are duplicates
     */
    static StateDictMatch of(Network network, TensorNaming naming, List<String> prefixes, Map<String, Tensor> tensors) {
        Map<String, Tensor> rest = new LinkedHashMap<>(tensors);
        List<Tensor> weights = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        List<String> misshapen = new ArrayList<>();
        List<String> copies = new ArrayList<>();
        for (TensorSpec spec : network.tensors()) {
            String name = naming.of(spec.name());
            Tensor tensor = rest.remove(prefixes.get(0) + name);
            if (tensor == null) {
                missing.add(name);
                continue;
            }
            prefixes.stream()
                    .skip(1)
                    .map(prefix -> prefix + name)
                    .filter(copy -> rest.containsKey(copy) && sameValues(tensor, rest.get(copy)))
                    .forEach(copies::add);
            try {
                Weights.requireFit(spec, tensor);
                weights.add(tensor.named(spec.name()));
            } catch (IllegalArgumentException e) {
                misshapen.add(e.getMessage());
            }
        }
        copies.forEach(rest::remove);
        List<String> unused = new ArrayList<>(rest.keySet());
        unused.removeIf(name -> !name.startsWith(prefixes.get(0))
                || !network.isUnused(name.substring(prefixes.get(0).length())));
        List<String> leftOver = new ArrayList<>(rest.keySet());
        leftOver.removeAll(unused);
        return new StateDictMatch(
                network, naming, prefixes.get(0), weights, missing, misshapen, leftOver, unused, copies);
    }

    private static boolean sameValues(Tensor one, Tensor other) {
        return other.named(one.name()).equals(one);
    }

    /**
     * The prefixes of a wrapper under which most of a network's names occur.
     *
     * @param wanted the network's names
     * @param names the names in the file
     * @return the shortest first; empty if no name occurs
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
                .sorted(Comparator.comparingInt(String::length))
                .toList();
    }

    /** The position after the next dot, or -1 if there is none. */
    private static int afterDot(String name, int from) {
        int dot = name.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }
}
