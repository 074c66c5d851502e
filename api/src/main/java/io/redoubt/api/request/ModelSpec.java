package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.ExtensionPoint;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NetworkDepths;
import io.redoubt.api.Require;
import java.util.Optional;

/**
 * The network.
 *
 * @param architecture a name of {@link ExtensionPoint#ARCHITECTURE}; absent from JSON if {@value #DEFAULT_ARCHITECTURE}
 * @param depth number of weight layers. ResNets: 10 has one block per stage, 18 two; 50 is the paper's. WideResNets: 6n+4,
 *     such as 28
 * @param width ResNets: channels of the first stage; 64 is standard. WideResNets: the widening factor, such as 10
 */
public record ModelSpec(
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = DefaultArchitecture.class)
        String architecture,

        int depth,
        int width) {

    /** The default architecture: the pre-activation ResNet of the paper's code. */
    public static final String DEFAULT_ARCHITECTURE = "preact-resnet-v2-cifar";

    /** @throws InvalidFieldException if there is no such network */
    public ModelSpec {
        // Absent from a request for the default network, whose id and fingerprints are those of versions without the
        // field.
        architecture = architecture == null
                ? DEFAULT_ARCHITECTURE
                : ExtensionPoint.ARCHITECTURE.require("architecture", architecture);
        Require.between("depth", depth, 1, 1202);
        Require.between("width", width, 1, 1024);
        requireNetwork(architecture, depth, width);
    }

    /** A network of the {@linkplain #DEFAULT_ARCHITECTURE default} architecture. */
    public ModelSpec(int depth, int width) {
        this(DEFAULT_ARCHITECTURE, depth, width);
    }

    private static void requireNetwork(String architecture, int depth, int width) {
        Optional<NetworkDepths> depths = NetworkDepths.of(architecture);
        if (depths.isPresent()) {
            depths.get().require("depth", depth);
            return;
        }
        try {
            ExtensionPoint.registered().forEach(names -> names.requireNetwork(architecture, depth, width));
        } catch (InvalidFieldException e) {
            throw new InvalidFieldException(e.field().replaceFirst("^model\\.", ""), e.problem());
        }
    }

    /** Makes Jackson omit the default. */
    static final class DefaultArchitecture {
        @Override
        public boolean equals(Object architecture) {
            return DEFAULT_ARCHITECTURE.equals(architecture);
        }

        @Override
        public int hashCode() {
            return DEFAULT_ARCHITECTURE.hashCode();
        }
    }
}
