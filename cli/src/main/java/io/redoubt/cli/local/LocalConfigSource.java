package io.redoubt.cli.local;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings of the current {@link LocalRun}, which override system properties and the environment. Empty without a local
 * run.
 */
public final class LocalConfigSource implements ConfigSource {

    private static final int ABOVE_SYSTEM_PROPERTIES = 500;

    @Override
    public Map<String, String> getProperties() {
        return LocalRun.current().map(LocalRun::settings).orElse(Map.of());
    }

    @Override
    public Set<String> getPropertyNames() {
        return getProperties().keySet();
    }

    @Override
    public String getValue(String name) {
        return getProperties().get(name);
    }

    @Override
    public String getName() {
        return "local-pipeline";
    }

    @Override
    public int getOrdinal() {
        return ABOVE_SYSTEM_PROPERTIES;
    }
}
