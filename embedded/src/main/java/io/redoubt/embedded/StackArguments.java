package io.redoubt.embedded;

import io.redoubt.embedded.s3.S3Credentials;
import io.redoubt.embedded.server.LoopbackAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses the settings of the stack from the command line and the environment. */
final class StackArguments {

    static final String ACCESS_KEY = "REDOUBT_S3_ACCESS_KEY";
    static final String SECRET_KEY = "REDOUBT_S3_SECRET_KEY";

    private static final String USAGE = "usage: --home DIR [--kafka-port PORT] [--s3-port PORT] [--only kafka|s3]";
    private static final Set<String> NAMES = Set.of("--home", "--kafka-port", "--s3-port", "--only");

    private StackArguments() {}

    /**
     * Parses the settings.
     *
     * @throws IllegalArgumentException if an argument or variable is invalid; the message names it and the remedy
     */
    static StackSettings parse(String[] args, Map<String, String> environment) {
        Map<String, String> values = values(args);
        if (!values.containsKey("--home")) {
            throw new IllegalArgumentException("--home is missing; " + USAGE);
        }
        return new StackSettings(
                Path.of(values.get("--home")),
                port(values, "--kafka-port"),
                port(values, "--s3-port"),
                credentials(environment));
    }

    /**
     * Parses {@code --only}.
     *
     * @throws IllegalArgumentException if the server is unknown
     */
    static ServerSelection selection(String[] args) {
        return ServerSelection.parse(values(args).getOrDefault("--only", ServerSelection.BOTH.argument()));
    }

    private static Map<String, String> values(String[] args) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!NAMES.contains(args[i])) {
                throw new IllegalArgumentException("unknown argument '%s'; %s".formatted(args[i], USAGE));
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException("%s has no value; %s".formatted(args[i], USAGE));
            }
            values.put(args[i], args[i + 1]);
        }
        return values;
    }

    private static int port(Map<String, String> values, String name) {
        String port = values.getOrDefault(name, Integer.toString(LoopbackAddress.ANY_PORT));
        try {
            return LoopbackAddress.requirePort(name, Integer.parseInt(port));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is '%s': give a port number".formatted(name, port), e);
        }
    }

    private static Optional<S3Credentials> credentials(Map<String, String> environment) {
        boolean access = environment.containsKey(ACCESS_KEY);
        if (access != environment.containsKey(SECRET_KEY)) {
            throw new IllegalArgumentException(
                    "only one of %s and %s is set: set both or none".formatted(ACCESS_KEY, SECRET_KEY));
        }
        return access
                ? Optional.of(new S3Credentials(environment.get(ACCESS_KEY), environment.get(SECRET_KEY)))
                : Optional.empty();
    }
}
