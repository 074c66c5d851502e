package io.redoubt.api;

import java.util.List;
import java.util.Map;

/**
 * The names that an implementation registers, found by {@link java.util.ServiceLoader}. In a process that has the learning
 * engine on its class path, requests may use them before the JSON Schemas list them.
 */
public interface ExtensionNames {
    /** The registered names of each extension point; a point that is absent adds none. */
    Map<ExtensionPoint, List<String>> names();

    /**
     * Checks that a network of this depth and width exists. Accepts architectures that this implementation does not
     * register.
     *
     * @throws InvalidFieldException for {@code model.depth} or {@code model.width} if there is no such network
     */
    default void requireNetwork(String architecture, int depth, int width) {}
}
