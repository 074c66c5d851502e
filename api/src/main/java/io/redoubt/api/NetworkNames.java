package io.redoubt.api;

import java.util.List;

/** The network architectures that a request may name. The learning engine registers one class for each name. */
public final class NetworkNames {

    /** The default network: the pre-activation ResNet of the paper's code. */
    public static final String DEFAULT = "preact-resnet-v2-cifar";

    /** The names; the same string names an architecture in requests, model files and reports. */
    public static final List<String> ARCHITECTURES = List.of(
            DEFAULT,
            "preact-resnet",
            "preact-resnet-raw-shortcut",
            "preact-resnet-bn",
            "preact-resnet-bn-raw-shortcut",
            "resnet",
            "wide-resnet",
            "wide-resnet-silu",
            "dm-wide-resnet-silu",
            "dm-wide-resnet");

    private static final List<String> WIDE_RESNETS =
            List.of("wide-resnet", "wide-resnet-silu", "dm-wide-resnet-silu", "dm-wide-resnet");

    private NetworkNames() {}

    /** Returns the depths that a network of this architecture can have. */
    public static NetworkDepths depths(String architecture) {
        return WIDE_RESNETS.contains(architecture) ? NetworkDepths.WIDE_RESNET : NetworkDepths.RESNET;
    }

    /** Returns {@code architecture} if there is such a network. */
    public static String require(String field, String architecture) {
        if (!ARCHITECTURES.contains(architecture)) {
            throw new InvalidFieldException(
                    field,
                    Ids.quote(architecture) + " is not an architecture; known are " + String.join(", ", ARCHITECTURES));
        }
        return architecture;
    }
}
