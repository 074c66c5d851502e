package io.redoubt.benchmarks.deployment;

import java.util.Map;

/**
 * A service of a {@link Deployment}.
 *
 * @param name the name of its module
 * @param settings variables in addition to the addresses and keys
 */
public record Service(String name, Map<String, String> settings) {

    /** A service with its default settings. */
    public Service(String name) {
        this(name, Map.of());
    }
}
