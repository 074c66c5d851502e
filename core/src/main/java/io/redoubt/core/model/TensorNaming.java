package io.redoubt.core.model;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A naming convention for tensors, which differs from a network's own names in some segments, the parts between dots.
 *
 * @param name name of the convention, such as {@code torchvision}
 * @param segments segments in this convention by the network's own segment, such as {@code downsample} by {@code
 *     shortcut}
 */
public record TensorNaming(String name, Map<String, String> segments) {
    /** The network's own names. */
    public static final TensorNaming OWN = new TensorNaming("own", Map.of());

    public TensorNaming {
        segments = Map.copyOf(segments);
    }

    /** Whether this is the network's own naming. */
    public boolean isOwn() {
        return segments.isEmpty();
    }

    /** A tensor's name in this convention. */
    public String of(String own) {
        return Arrays.stream(own.split("\\."))
                .map(segment -> segments.getOrDefault(segment, segment))
                .collect(Collectors.joining("."));
    }
}
