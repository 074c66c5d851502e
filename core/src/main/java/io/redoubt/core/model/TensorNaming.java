package io.redoubt.core.model;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A convention of naming tensors that differs from a network's own names in single segments, the parts between dots.
 *
 * @param name of the convention, such as {@code torchvision}
 * @param segments own segment to segment in this convention, such as {@code shortcut} to {@code downsample}
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
