package io.redoubt.core.model.file;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains why a state dict matches no known network. */
final class StateDictMismatch {
    /** Maximum number of names of one kind in a message. */
    private static final int NAMED = 10;

    private StateDictMismatch() {}

    /**
     * Compares the tensors with the nearest network.
     *
     * @param matches all candidates, none of which fits
     * @param other a network that fits but has another architecture, depth or width than given
     */
    static UnknownNetworkException exception(
            Networks networks, Map<String, Tensor> tensors, List<StateDictMatch> matches, Optional<Network> other) {
        String architectures = "known architectures are " + String.join(", ", networks.names());
        return matches.stream()
                .min(Comparator.comparingInt(StateDictMatch::differences))
                .map(nearest -> new UnknownNetworkException(
                        describe(nearest, tensors, other) + "; " + architectures,
                        nearest.missing(),
                        nearest.leftOver()))
                .orElseGet(() -> new UnknownNetworkException(
                        "none of the tensors " + some(tensors.keySet()) + " is that of a known network; "
                                + architectures,
                        List.of(),
                        List.copyOf(tensors.keySet())));
    }

    private static String describe(StateDictMatch nearest, Map<String, Tensor> tensors, Optional<Network> other) {
        String compared = name(nearest.network()) + ": " + differences(nearest);
        return other.map(fit -> "the tensors are those of " + name(fit)
                        + "; check depth, width and classes. Compared with " + compared)
                .orElseGet(() -> "the tensors are of no known network; the nearest is " + compared + "; "
                        + advice(nearest, tensors));
    }

    private static String advice(StateDictMatch nearest, Map<String, Tensor> tensors) {
        if (!nearest.others().isEmpty()) {
            return "the file holds several networks with different weights, under the prefixes '" + nearest.prefix()
                    + "', '" + String.join("', '", nearest.others()) + "'; choose one with --prefix";
        }
        return nearest.leftOver().stream()
                .filter(name -> isConvolutionBias(name, tensors))
                .findFirst()
                .map(name -> "'" + name + "' is the bias of a convolution, which no known network has")
                .orElse("check depth, width and classes");
    }

    private static boolean isConvolutionBias(String name, Map<String, Tensor> tensors) {
        Tensor weight = tensors.get(name.replaceFirst("bias$", "weight"));
        return name.endsWith(".bias") && weight != null && weight.shape().length == 4;
    }

    private static String name(Network network) {
        return network.architecture() + ", depth " + network.depth() + ", width " + network.width();
    }

    private static String differences(StateDictMatch nearest) {
        List<String> differences = new ArrayList<>();
        if (!nearest.missing().isEmpty()) {
            differences.add("tensors " + some(nearest.missing()) + " are missing");
        }
        if (!nearest.leftOver().isEmpty()) {
            differences.add("tensors " + some(nearest.leftOver()) + " are left over");
        }
        nearest.misshapen().stream().limit(NAMED).forEach(differences::add);
        return String.join("; ", differences);
    }

    /** Returns the first names and the number of the others. */
    static String some(Collection<String> names) {
        List<String> first = names.stream().limit(NAMED).toList();
        int more = names.size() - first.size();
        return first + (more > 0 ? " and " + more + " more" : "");
    }
}
