package io.redoubt.pipeline.config;

import io.quarkus.runtime.QuarkusBindException;
import io.smallrye.config.ConfigValidationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Explains in one line why a process did not start. */
public final class StartupFailure {

    private static final String OWN_PACKAGE = "io.redoubt.";
    private static final String HTTP_PORT = "quarkus.http.port";

    /** The message of Vert.x. */
    private static final String IMPOSSIBLE_PORT = "port must be <= 65535";

    private StartupFailure() {}

    /** The setting and the remedy where the failure is known; otherwise the message of the root cause. */
    public static String explain(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.stream()
                .map(StartupFailure::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> oneLine(chain.get(chain.size() - 1)));
    }

    private static Optional<String> known(Throwable cause) {
        if (cause instanceof QuarkusBindException bind) {
            return Optional.of(KnownSettings.title(HTTP_PORT) + ": port " + bind.getPort() + " of " + bind.getHost()
                    + " is in use; choose another");
        }
        if (IMPOSSIBLE_PORT.equals(cause.getMessage())) {
            return Optional.of(KnownSettings.title(HTTP_PORT) + ": is not a port; use 1 to 65535");
        }
        if (cause instanceof ConfigValidationException invalid) {
            return Optional.of(IntStream.range(0, invalid.getProblemCount())
                    .mapToObj(i -> invalid.getProblem(i).getMessage())
                    .map(message -> KnownSettings.problem(message).orElse(message))
                    .collect(Collectors.joining("; ")));
        }
        if (isOwn(cause)) {
            return Optional.of(oneLine(cause));
        }
        return Optional.ofNullable(cause.getMessage()).flatMap(KnownSettings::problem);
    }

    /** Whether this project has written the message: the exception was created here, whatever its class. */
    private static boolean isOwn(Throwable cause) {
        StackTraceElement[] frames = cause.getStackTrace();
        return cause.getClass().getName().startsWith(OWN_PACKAGE)
                || frames.length > 0 && frames[0].getClassName().startsWith(OWN_PACKAGE);
    }

    private static String oneLine(Throwable cause) {
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString())
                .strip()
                .replaceAll("\\s*\\R\\s*", "; ");
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
