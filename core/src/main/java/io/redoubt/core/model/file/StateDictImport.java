package io.redoubt.core.model.file;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.TensorNaming;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A network recognised by the tensors of a published state dict: architecture, depth, width, classes and channels are
 * inferred from their names and shapes. Every tensor of the file is either used or listed as ignored.
 *
 * @param network the network
 * @param weights its weights, with the network's own names
 * @param naming the convention of the names in the file
 * @param prefix prefix that wrappers add to every name; may be empty
 * @param constants names of the tensors that contain the normalisation; empty if it was assumed or given
 * @param ignored names of unused tensors: counters of batch norms, layers that no forward pass reads, and duplicates
 * @param alternatives other architectures that fit the tensors as well
 */
public record StateDictImport(
        Network network,
        Weights weights,
        TensorNaming naming,
        String prefix,
        List<String> constants,
        List<String> ignored,
        List<String> alternatives) {

    private static final String COUNTER = "num_batches_tracked";

    /** Maximum number of names of one kind in a message. */
    private static final int NAMED = 10;

    /**
     * What is known about the network in addition to its tensors.
     *
     * @param architecture its name, if known
     * @param depth weight layers, if known
     * @param width channels of the first stage or widening factor, if known
     * @param normalisation the first layer, if known; otherwise it is read from the file or, if the file has none, is
     *     {@link Network#publishedNormalisation}
     */
    public record Known(
            Optional<String> architecture,
            OptionalInt depth,
            OptionalInt width,
            Optional<Normalisation> normalisation) {
        /** Nothing is known. */
        public static final Known NOTHING =
                new Known(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty());
    }

    public StateDictImport {
        constants = List.copyOf(constants);
        ignored = List.copyOf(ignored);
        alternatives = List.copyOf(alternatives);
    }

    /** The number of tensors of the network. */
    public int matched() {
        return weights.tensors().size();
    }

    /** Recognises a network by its tensors alone. */
    public static StateDictImport of(Networks networks, Collection<Tensor> tensors) {
        return of(networks, tensors, Known.NOTHING);
    }

    /**
     * Recognises a network.
     *
     * @param networks the candidate networks
     * @param tensors the tensors of the file
     * @throws UnknownNetworkException when tensors are missing, left over, or of another shape or type than those of the
     *     nearest network
     * @throws IllegalArgumentException when the normalisation in the file differs from the known one, or a value is NaN or
     *     infinite
     */
    public static StateDictImport of(Networks networks, Collection<Tensor> tensors, Known known) {
        Weights.of(tensors).requireFinite();
        Map<String, Tensor> rest = new LinkedHashMap<>();
        tensors.forEach(tensor -> rest.put(tensor.name(), tensor));
        List<String> ignored = new ArrayList<>(
                rest.keySet().stream().filter(StateDictImport::isCounter).toList());
        ignored.forEach(rest::remove);
        NormaliserConstants constants = NormaliserConstants.of(rest);
        constants.names().forEach(rest::remove);
        Optional<Normalisation> normalisation = agreed(constants, known);

        List<StateDictMatch> matches = matches(networks, rest, known, normalisation);
        List<StateDictMatch> fits =
                matches.stream().filter(StateDictMatch::fits).toList();
        if (fits.isEmpty()) {
            throw unknownNetwork(networks, rest, matches);
        }
        StateDictMatch best = fits.get(0);
        ignored.addAll(best.unused());
        ignored.addAll(best.copies());
        return new StateDictImport(
                best.network(),
                Weights.of(best.weights()),
                best.naming(),
                best.prefix(),
                constants.names(),
                ignored,
                fits.stream()
                        .map(fit -> fit.network().architecture())
                        .filter(name -> !name.equals(best.network().architecture()))
                        .distinct()
                        .toList());
    }

    private static boolean isCounter(String name) {
        return name.equals(COUNTER) || name.endsWith("." + COUNTER);
    }

    private static Optional<Normalisation> agreed(NormaliserConstants constants, Known known) {
        known.normalisation()
                .filter(given -> !constants.normalisation().orElse(given).equals(given))
                .ifPresent(given -> {
                    throw new IllegalArgumentException("the normalisation given, " + given + ", differs from "
                            + constants.normalisation().orElseThrow() + " in the tensors " + constants.names()
                            + "; leave it out to take that of the file");
                });
        return known.normalisation().or(constants::normalisation);
    }

    /** Returns the candidates in registry order, so that earlier networks are preferred. */
    private static List<StateDictMatch> matches(
            Networks networks, Map<String, Tensor> tensors, Known known, Optional<Normalisation> normalisation) {
        List<StateDictMatch> matches = new ArrayList<>();
        for (String architecture : known.architecture().map(List::of).orElseGet(networks::names)) {
            Networks.Factory factory = networks.factory(architecture);
            for (int depth : depths(tensors, known)) {
                try {
                    Network smallest = NetworkSizes.smallest(factory, depth);
                    namings(smallest).forEach(naming -> match(factory, smallest, naming, tensors, known, normalisation)
                            .ifPresent(matches::add));
                } catch (InvalidFieldException noSuchDepth) {
                    requireNotRequested(known, noSuchDepth);
                }
            }
        }
        return matches;
    }

    private static void requireNotRequested(Known known, InvalidFieldException noSuchDepth) {
        if (known.depth().isPresent() && known.architecture().isPresent()) {
            throw noSuchDepth;
        }
    }

    /** A network has at least one matrix for each of its weight layers. */
    private static int[] depths(Map<String, Tensor> tensors, Known known) {
        long matrices = tensors.values().stream()
                .filter(tensor -> tensor.shape().length >= 2)
                .count();
        return known.depth().isPresent()
                ? new int[] {known.depth().getAsInt()}
                : IntStream.rangeClosed(1, (int) matrices).toArray();
    }

    private static List<TensorNaming> namings(Network network) {
        List<TensorNaming> all = new ArrayList<>(List.of(TensorNaming.OWN));
        all.addAll(network.publishedNamings());
        return all;
    }

    private static Optional<StateDictMatch> match(
            Networks.Factory factory,
            Network smallest,
            TensorNaming naming,
            Map<String, Tensor> tensors,
            Known known,
            Optional<Normalisation> normalisation) {
        List<TensorSpec> specs = smallest.tensors();
        List<String> wanted = specs.stream().map(spec -> naming.of(spec.name())).toList();
        List<String> prefixes = StateDictMatch.prefixes(wanted, tensors.keySet());
        if (prefixes.isEmpty()) {
            return Optional.empty();
        }
        NetworkSizes sizes =
                NetworkSizes.of(specs, name -> Optional.ofNullable(tensors.get(prefixes.get(0) + naming.of(name))));
        Network network = factory.network(
                smallest.depth(),
                known.width().orElse(sizes.width()),
                sizes.classes(),
                normalisation.orElseGet(() -> smallest.publishedNormalisation(sizes.channels())));
        return Optional.of(StateDictMatch.of(network, naming, prefixes, tensors));
    }

    private static UnknownNetworkException unknownNetwork(
            Networks networks, Map<String, Tensor> tensors, List<StateDictMatch> matches) {
        String known = "known architectures are " + String.join(", ", networks.names());
        return matches.stream()
                .min(Comparator.comparingInt(StateDictMatch::differences))
                .map(nearest -> new UnknownNetworkException(
                        problem(nearest) + "; check depth, width and classes; " + known,
                        nearest.missing(),
                        nearest.leftOver()))
                .orElseGet(() -> new UnknownNetworkException(
                        "none of the tensors " + some(tensors.keySet()) + " is that of a known network; " + known,
                        List.of(),
                        List.copyOf(tensors.keySet())));
    }

    private static String problem(StateDictMatch nearest) {
        Network network = nearest.network();
        List<String> problems = new ArrayList<>();
        if (!nearest.missing().isEmpty()) {
            problems.add("tensors " + some(nearest.missing()) + " are missing");
        }
        if (!nearest.leftOver().isEmpty()) {
            problems.add("tensors " + some(nearest.leftOver()) + " are left over");
        }
        nearest.misshapen().stream().limit(NAMED).forEach(problems::add);
        return "the tensors match no known network; the nearest is " + network.architecture() + ", depth "
                + network.depth() + ", width " + network.width() + ": " + String.join("; ", problems);
    }

    private static String some(Collection<String> names) {
        List<String> first = names.stream().limit(NAMED).toList();
        int more = names.size() - first.size();
        return first + (more > 0 ? " and " + more + " more" : "");
    }
}
