package io.redoubt.core.model.network;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.Normalisation;
import java.util.stream.IntStream;

/** The smallest depth of a registered architecture, for tests of all architectures. */
public final class LeastDepth {
    private LeastDepth() {}

    public static int of(String architecture) {
        return IntStream.rangeClosed(1, 1202)
                .filter(depth -> exists(architecture, depth))
                .findFirst()
                .orElseThrow();
    }

    static boolean exists(String architecture, int depth) {
        try {
            Networks.STANDARD.network(architecture, depth, 1, 2, Normalisation.none(1));
            return true;
        } catch (InvalidFieldException e) {
            return false;
        }
    }
}
