package io.redoubt.pipeline.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigSourceInterceptorFactory;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import io.smallrye.config.ConfigValue;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Rejects settings under their former names when a process reads its configuration. Without this check, an environment
 * variable with a former name would have no effect.
 */
public final class RenamedSettings implements ConfigSourceInterceptorFactory {

    private static final Map<String, String> NAMES = new TreeMap<>(Map.of(
            "redoubt.queue.rest", "redoubt.queue.backoff",
            "redoubt.queue.longest-rest", "redoubt.queue.max-backoff",
            "redoubt.queue.store-patience", "redoubt.queue.store-retry-timeout",
            "redoubt.queue.stop-within", "redoubt.queue.shutdown-timeout",
            "redoubt.kafka.patience", "redoubt.kafka.startup-timeout"));

    /**
     * @throws ConfigValidationException if any source has a setting under its former name; the message lists all of
     * them
     */
    @Override
    public ConfigSourceInterceptor getInterceptor(ConfigSourceInterceptorContext context) {
        Problem[] problems = NAMES.entrySet().stream()
                .flatMap(name ->
                        Stream.ofNullable(context.proceed(name.getKey())).map(found -> problem(found, name.getValue())))
                .toArray(Problem[]::new);
        if (problems.length > 0) {
            throw new ConfigValidationException(problems);
        }
        return ConfigSourceInterceptorContext::proceed;
    }

    private static Problem problem(ConfigValue found, String name) {
        return new Problem(found.getName() + " in " + found.getSourceName() + " has been renamed; set " + name
                + " (environment variable " + name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT) + ") instead");
    }
}
