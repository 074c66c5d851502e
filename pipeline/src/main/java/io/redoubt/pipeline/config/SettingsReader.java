package io.redoubt.pipeline.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Reads settings outside of Quarkus: from system properties and the environment, as the services do. */
public final class SettingsReader {

    private static final int ABOVE_SYSTEM_PROPERTIES = 500;

    private SettingsReader() {}

    /**
     * Reads settings.
     *
     * @param overrides properties that take precedence
     * @param mappings the configuration interfaces to read
     * @throws InvalidSettingsException if a setting is missing or cannot be converted
     */
    public static <T> T read(Map<String, String> overrides, Function<SmallRyeConfig, T> reading, Class<?>... mappings) {
        try {
            SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                    .addSystemSources()
                    .addDefaultInterceptors()
                    .addDiscoveredInterceptors()
                    .addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(overrides, "overrides", ABOVE_SYSTEM_PROPERTIES));
            for (Class<?> mapping : mappings) {
                builder.withMapping(mapping);
            }
            return reading.apply(builder.build());
        } catch (ConfigValidationException | IllegalArgumentException | NoSuchElementException e) {
            throw new InvalidSettingsException(StartupFailure.explain(e), e);
        }
    }

    /** Reads the settings of one configuration interface. */
    public static <T> T read(Class<T> mapping, Map<String, String> overrides) {
        return read(overrides, config -> config.getConfigMapping(mapping), mapping);
    }
}
