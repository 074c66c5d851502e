package io.redoubt.api.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.NetworkNames;
import io.redoubt.api.Require;

/**
 * The network.
 *
 * @param architecture one of {@link NetworkNames#ARCHITECTURES}; not in JSON if {@value NetworkNames#DEFAULT}
 * @param depth number of weight layers. ResNets: 10 has one block per stage, 18 two; 50 is the paper's. WideResNets: 6n+4,
 *     such as 28
 * @param width ResNets: channels of the first stage; 64 is standard. WideResNets: the widening factor, such as 10
 */
public record ModelSpec(
        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = DefaultArchitecture.class)
        String architecture,

        int depth,
        int width) {

    public ModelSpec {
        // Absent from a request for the default network, whose id and fingerprints are those of versions without the
        // field.
        architecture = architecture == null ? NetworkNames.DEFAULT : NetworkNames.require("architecture", architecture);
        Require.between("depth", depth, 10, 1202);
        NetworkNames.depths(architecture).require("depth", depth);
        Require.between("width", width, 1, 1024);
    }

    /** A network of the {@linkplain NetworkNames#DEFAULT default} architecture. */
    public ModelSpec(int depth, int width) {
        this(NetworkNames.DEFAULT, depth, width);
    }

    /** Makes Jackson omit the default. */
    static final class DefaultArchitecture {
        @Override
        public boolean equals(Object architecture) {
            return NetworkNames.DEFAULT.equals(architecture);
        }

        @Override
        public int hashCode() {
            return NetworkNames.DEFAULT.hashCode();
        }
    }
}
