package io.redoubt.core.model.file;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.TensorNaming;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.data.safetensors.Tensor;
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
 * @param prefix what a wrapper put before every name; empty if nothing
 * @param weights the tensors that fit, by the network's own names
 * @param missing names of the network, by the convention, that the file lacks
 * @param misshapen what is wrong with tensors of another shape or type
 * @param leftOver names of the file that are not the network's
 * @param unused names of the file that published networks of this kind hold and do not use
 * @param copies names of the file under which the same tensors are stored again
 * @param others prefixes under which the file holds most of the network again, with other weights
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
        List<String> copies,
        List<String> others) {

    boolean fits() {
        return differences() == 0;
    }

    /** The number of differences between the file and the network. */
    int differences() {
        return otherNames() + misshapen.size();
    }

    /** The number of names that only the file or only the network has. */
    int otherNames() {
        return missing.size() + leftOver.size();
    }

    /**
     * Compares the tensors of a file with a network.
     *
     * @param prefixes where the network's names begin, at least one; others than the first hold copies or other networks
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
        List<String> others = prefixes.stream()
                .skip(1)
                .filter(prefix ->
                        network.tensors().stream().anyMatch(spec -> rest.containsKey(prefix + naming.of(spec.name()))))
                .toList();
        return new StateDictMatch(
                network, naming, prefixes.get(0), weights, missing, misshapen, leftOver, unused, copies, others);
    }

    private static boolean sameValues(Tensor one, Tensor other) {
        return other.named(one.name()).equals(one);
    }

    /**
     * The prefixes of wrappers under which at least half as many of a network's names occur as under the best one.
     *
     * @param wanted the network's names
     * @param names the names in the file
     * @return the one with most names first, of these the shortest; empty if no name occurs
     */
    static List<String> prefixes(Collection<String> wanted, Collection<String> names) {
        Set<String> known = new HashSet<>(wanted);
        int longest = known.stream().mapToInt(String::length).max().orElse(0);
        Map<String, Integer> matches = new LinkedHashMap<>();
        for (String name : names) {
            // A prefix is empty or ends with a dot. What follows a short one in a long name is too long to be known.
            int first = name.length() <= longest ? 0 : afterDot(name, name.length() - longest - 1);
            for (int begin = first; begin >= 0; begin = afterDot(name, begin)) {
                if (known.contains(name.substring(begin))) {
                    matches.merge(name.substring(0, begin), 1, Integer::sum);
                }
            }
        }
        int most = matches.values().stream().max(Integer::compare).orElse(0);
        return matches.keySet().stream()
                .filter(prefix -> 2 * matches.get(prefix) >= most)
                .sorted(Comparator.comparingInt((String prefix) -> -matches.get(prefix))
                        .thenComparingInt(String::length))
                .toList();
    }

    /** The position after the next dot, or -1 if there is none. */
    private static int afterDot(String name, int from) {
        int dot = name.indexOf('.', from);
        return dot < 0 ? -1 : dot + 1;
    }
}
