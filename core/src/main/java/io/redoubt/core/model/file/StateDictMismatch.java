package io.redoubt.core.model.file;

import io.redoubt.core.model.Network;
import io.redoubt.core.model.network.Networks;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Explains why a state dict matches no known network. */
final class StateDictMismatch {
    /** Maximum number of names of one kind in a message. */
    private static final int NAMED = 10;

    /** Maximum number of tensors whose type or shape a message describes. */
    private static final int DESCRIBED = 3;

    private static final Set<DType> OTHER_FLOATS = Set.of(DType.F16, DType.BF16, DType.F64);

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
                .min(Comparator.comparingInt(StateDictMatch::otherNames).thenComparingInt(StateDictMatch::differences))
                .map(nearest -> new UnknownNetworkException(describe(nearest, tensors, other) + "; " + architectures))
                .orElseGet(() -> new UnknownNetworkException("none of the tensors " + some(tensors.keySet())
                        + " is that of a known network; " + architectures));
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
        if (tensors.values().stream().map(Tensor::dtype).anyMatch(OTHER_FLOATS::contains)) {
            return "weights are imported in float32: save `model.float().state_dict()`";
        }
        return nearest.leftOver().stream()
                .filter(name -> isConvolutionBias(name, tensors))
                .findFirst()
                .map(name -> "'" + name + "' is the bias of a convolution, which no known network has")
                .or(() -> nearest.leftOver().stream()
                        .filter(NormaliserConstants::hasNameOfOne)
                        .findFirst()
                        .map(name ->
                                "'" + name + "' looks like a constant of a normalisation, which is read from a mean"
                                        + " and a std in float32, one number for each channel; if it is one, save the state dict"
                                        + " without it and give --mean and --std"))
                .orElse(
                        nearest.differences() == nearest.leftOver().size()
                                ? "check depth and architecture; if the network does not use the tensors that are left"
                                        + " over, save the state dict without them"
                                : "check depth, width and classes");
    }

    private static boolean isConvolutionBias(String name, Map<String, Tensor> tensors) {
        Tensor weight = tensors.get(name.replaceFirst("bias$", "weight"));
        return name.endsWith(".bias") && weight != null && weight.shape().length == 4;
    }

    /** Names a network in messages. */
    static String name(Network network) {
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
        nearest.misshapen().stream().limit(DESCRIBED).forEach(differences::add);
        int more = nearest.misshapen().size() - DESCRIBED;
        if (more > 0) {
            differences.add("and " + more + " more differ in type or shape");
        }
        return String.join("; ", differences);
    }

    /** Returns the first names and the number of the others. */
    static String some(Collection<String> names) {
        List<String> first = names.stream().limit(NAMED).toList();
        int more = names.size() - first.size();
        return first + (more > 0 ? " and " + more + " more" : "");
    }
}
