package io.redoubt.core.model.file;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Plural;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.TensorNaming;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.data.safetensors.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
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

    /** Numbers that training counts and inference does not need: of batch norms, averaged models and their updates. */
    private static final Set<String> COUNTERS = Set.of("num_batches_tracked", "n_averaged", "num_updates");

    /**
     * What is known about the network in addition to its tensors.
     *
     * @param architecture its name, if known
     * @param depth weight layers, if known
     * @param width channels of the first stage or widening factor, if known
     * @param normalisation the first layer, if known; else it is read from the file, or that of {@link
     *     Network#publishedNormalisation} if the file has none
     * @param prefix what the names of the network begin with, if the file holds several networks; the other tensors are
     *     ignored
     */
    public record Known(
            Optional<String> architecture,
            OptionalInt depth,
            OptionalInt width,
            Optional<Normalisation> normalisation,
            Optional<String> prefix) {
        /** Nothing is known. */
        public static final Known NOTHING = new Known(
                Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

        /** The same without the sizes of the network. */
        private Known withoutNetwork() {
            return new Known(Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), normalisation, prefix);
        }
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
     * @throws IllegalArgumentException when the file has another normalisation than the known one, one that is not of pixels
     *     in [0,1] or of other channels than the network, no tensor with the known prefix, a value that is NaN or infinite, or a negative
     *     running variance
     */
    public static StateDictImport of(Networks networks, Collection<Tensor> tensors, Known known) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        tensors.forEach(tensor -> all.put(tensor.name(), tensor));
        Map<String, Tensor> rest = chosen(all, known);
        Weights.of(rest.values()).requireFinite();
        NormaliserConstants inside = NormaliserConstants.of(rest);
        NormaliserConstants constants = inside.names().isEmpty() ? NormaliserConstants.of(all) : inside;
        List<String> ignored = new ArrayList<>(all.keySet());
        ignored.removeIf(name -> rest.containsKey(name) && !isCounter(rest.get(name)));
        ignored.removeAll(constants.names());
        ignored.forEach(rest::remove);
        constants.names().forEach(rest::remove);
        Optional<Normalisation> normalisation = agreed(constants, known);

        List<StateDictMatch> matches = matches(networks, rest, known, normalisation);
        List<StateDictMatch> fits =
                matches.stream().filter(StateDictMatch::fits).toList();
        if (fits.isEmpty()) {
            normalisation.ifPresent(given -> requireFit(networks, rest, known, given, constants.names()));
            throw StateDictMismatch.exception(networks, rest, matches, otherNetwork(networks, rest, known));
        }
        StateDictMatch best = fits.get(0);
        ignored.addAll(best.unused());
        ignored.addAll(best.copies());
        return new StateDictImport(
                best.network(),
                Weights.of(Weights.of(best.weights()).inOrder(best.network().tensors())),
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

    /** The tensors of the chosen network, and all if none is. */
    private static Map<String, Tensor> chosen(Map<String, Tensor> all, Known known) {
        Map<String, Tensor> chosen = new LinkedHashMap<>(all);
        known.prefix().ifPresent(prefix -> {
            // A name without a prefix is not that of a tensor which occurs without the first part of its name as well.
            chosen.keySet()
                    .removeIf(name -> prefix.isEmpty()
                            ? name.contains(".") && all.containsKey(name.substring(name.indexOf('.') + 1))
                            : !name.startsWith(prefix));
            if (chosen.isEmpty()) {
                throw new IllegalArgumentException("no tensor begins with '" + prefix + "'; the tensors are "
                        + StateDictMismatch.some(all.keySet()));
            }
        });
        return chosen;
    }

    private static boolean isCounter(Tensor tensor) {
        String name = tensor.name();
        return COUNTERS.contains(name.substring(name.lastIndexOf('.') + 1)) && tensor.elements() <= 1;
    }

    private static Optional<Normalisation> agreed(NormaliserConstants constants, Known known) {
        known.normalisation()
                .filter(given -> !constants.normalisation().orElse(given).sameAs(given))
                .ifPresent(given -> {
                    throw new IllegalArgumentException("the normalisation given, " + text(given) + ", differs from "
                            + text(constants.normalisation().orElseThrow()) + " in the tensors " + constants.names()
                            + "; leave it out to take that of the file");
                });
        return constants.normalisation().or(known::normalisation);
    }

    /** A normalisation of other channels is not taken for a network of other tensors. */
    private static void requireFit(
            Networks networks, Map<String, Tensor> tensors, Known known, Normalisation given, List<String> names) {
        matches(networks, tensors, known, Optional.empty()).stream()
                .filter(StateDictMatch::fits)
                .findFirst()
                .ifPresent(fit -> {
                    int channels = fit.network().normalisation().channels();
                    throw new IllegalArgumentException("the normalisation, " + text(given)
                            + (names.isEmpty() ? "" : " in the tensors " + names) + ", has "
                            + given.channels() + " values; the network takes images of "
                            + Plural.of(channels, "channel"));
                });
    }

    private static String text(Normalisation normalisation) {
        return "mean " + normalisation.mean() + " and std " + normalisation.std();
    }

    /** Returns the candidates in registry order, so that earlier networks are preferred. */
    private static List<StateDictMatch> matches(
            Networks networks, Map<String, Tensor> tensors, Known known, Optional<Normalisation> normalisation) {
        List<StateDictMatch> matches = new ArrayList<>();
        for (String architecture : known.architecture().map(List::of).orElseGet(networks::names)) {
            Networks.Factory factory = networks.factory(architecture);
            for (int depth : depths(tensors, known)) {
                List<StateDictMatch> ofDepth = List.of();
                try {
                    Network smallest = NetworkSizes.smallest(factory, depth);
                    ofDepth = namings(smallest).stream()
                            .flatMap(naming -> match(factory, smallest, naming, tensors, known, normalisation).stream())
                            .toList();
                } catch (InvalidFieldException noSuchDepth) {
                    requireNotRequested(known, noSuchDepth);
                    continue;
                }
                if (ofDepth.isEmpty()) {
                    // All depths share the names of the first and the last layer.
                    break;
                }
                matches.addAll(ofDepth);
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
                : IntStream.rangeClosed(1, (int) Math.min(matrices, ModelDescription.MAX_DEPTH))
                        .toArray();
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
                normalisation
                        .map(given -> given.forEach(sizes.channels()))
                        .orElseGet(() -> smallest.publishedNormalisation(sizes.channels())));
        return Optional.of(StateDictMatch.of(network, naming, prefixes, tensors));
    }

    /** The network that fits the tensors if the known architecture, depth and width are disregarded. */
    private static Optional<Network> otherNetwork(Networks networks, Map<String, Tensor> tensors, Known known) {
        Known free = known.withoutNetwork();
        if (free.equals(known)) {
            return Optional.empty();
        }
        return matches(networks, tensors, free, known.normalisation()).stream()
                .filter(StateDictMatch::fits)
                .map(StateDictMatch::network)
                .findFirst();
    }
}
