package io.redoubt.api;

import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The numbers of weight layers that a family of networks can have. Services without the learning engine check requests
 * against them.
 */
public enum NetworkDepths {
    /** Four stages of basic blocks, two layers each, or of bottlenecks, three each; 34, 101 and 152 are published. */
    RESNET(
            "a ResNet (8k+2 with basic blocks, 12k+2 with bottlenecks, 101, 152)",
            depth -> depth % 8 == 2 || depth % 12 == 2 || Set.of(34, 101, 152).contains(depth),
            Set.of(
                    "preact-resnet-v2-cifar",
                    "preact-resnet",
                    "preact-resnet-raw-shortcut",
                    "preact-resnet-bn",
                    "preact-resnet-bn-raw-shortcut",
                    "resnet")),
    /** Three groups of basic blocks, and four other layers. */
    WIDE_RESNET(
            "a WideResNet (6n+4)",
            depth -> depth % 6 == 4,
            Set.of("wide-resnet", "wide-resnet-silu", "dm-wide-resnet-silu", "dm-wide-resnet"));

    private static final int LEAST = 10;

    private final String family;
    private final IntPredicate valid;
    private final Set<String> architectures;

    NetworkDepths(String family, IntPredicate valid, Set<String> architectures) {
        this.family = family;
        this.valid = valid;
        this.architectures = architectures;
    }

    /** Returns the depths of an architecture; empty if only the learning engine knows them. */
    public static Optional<NetworkDepths> of(String architecture) {
        return Stream.of(values())
                .filter(depths -> depths.architectures.contains(architecture))
                .findFirst();
    }

    /** Returns whether there is a network with this depth. */
    public boolean contains(int depth) {
        return depth >= LEAST && valid.test(depth);
    }

    /**
     * Returns {@code depth} if there is a network with that depth.
     *
     * @throws InvalidFieldException if there is none; the message names the nearest depths
     */
    public int require(String field, int depth) {
        if (!contains(depth)) {
            throw new InvalidFieldException(
                    field, depth + " is not the depth of " + family + "; the nearest are " + nearest(depth));
        }
        return depth;
    }

    private String nearest(int depth) {
        IntStream below = IntStream.iterate(depth, d -> d >= LEAST, d -> d - 1)
                .filter(this::contains)
                .limit(1);
        int from = Math.max(LEAST, depth);
        long missing = depth < LEAST ? 2 : 1;
        IntStream above =
                IntStream.iterate(from, d -> d + 1).filter(this::contains).limit(missing);
        return IntStream.concat(below, above).mapToObj(Integer::toString).collect(Collectors.joining(" and "));
    }
}
