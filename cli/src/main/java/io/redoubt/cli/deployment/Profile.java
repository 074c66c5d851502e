package io.redoubt.cli.deployment;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import io.redoubt.cli.client.ClientSettings;
import io.redoubt.cli.standalone.OptionErrors;
import io.redoubt.pipeline.config.KnownSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Settings of a deployment in a file, by property. Options and environment variables take precedence.
 *
 * @param title name of the file, for messages; empty if there is no profile
 * @param settings properties {@code kafka.*} and {@code redoubt.store.*}; never printed, because some are secrets
 */
record Profile(String title, Map<String, String> settings) {

    static final String OPTION = "--profile";
    static final String VARIABLE = "REDOUBT_PROFILE";
    static final String SERVERS = "kafka.bootstrap.servers";

    /** No profile. */
    static final Profile NONE = new Profile("", Map.of());

    private static final String KAFKA = "kafka.";
    private static final String STORE = "redoubt.store.";

    Profile {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads {@code NAME.properties}.
     *
     * @param folder see {@link #folder}
     * @throws InvalidFieldException for the option, if the file cannot be read or has another setting
     */
    static Profile read(Path folder, String name) {
        Path file = folder.resolve(Ids.require(OPTION, name) + ".properties");
        Map<String, String> settings = new TreeMap<>();
        OptionErrors.ofFile(OPTION, file, ClientSettings::properties)
                .forEach((property, value) -> settings.put(
                        String.valueOf(property), String.valueOf(value).strip()));
        settings.keySet().forEach(property -> requireKnown(file, property));
        return new Profile(file.toString(), settings);
    }

    /** The folder of all profiles: {@code $XDG_CONFIG_HOME/redoubt}, by default {@code ~/.config/redoubt}. */
    static Path folder(Map<String, String> environment, String userHome) {
        String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
        return (configuration.isBlank() ? Path.of(userHome, ".config") : Path.of(configuration)).resolve("redoubt");
    }

    private static void requireKnown(Path file, String property) {
        Set<String> known = KnownSettings.properties().stream()
                .filter(name -> name.startsWith(STORE))
                .collect(Collectors.toCollection(TreeSet::new));
        String stores = String.join(", ", known);
        ClientSettings.names().forEach(name -> known.add(KAFKA + name));
        if (!known.contains(property)) {
            throw new InvalidFieldException(
                    OPTION,
                    file + ": " + Ids.quote(property) + " is not a setting of a deployment"
                            + NearestName.of(property, known)
                                    .map(nearest -> "; did you mean " + nearest + "? Use ")
                                    .orElse("; use ")
                            + SERVERS + ", another setting of Kafka clients, or one of " + stores);
        }
    }

    /** The settings of Kafka clients, as environment variables. */
    Map<String, String> kafkaVariables() {
        Map<String, String> variables = new TreeMap<>();
        settings.forEach((property, value) -> {
            if (property.startsWith(KAFKA)) {
                variables.put(KnownSettings.variable(property), value);
            }
        });
        return variables;
    }

    @Override
    public String toString() {
        return "Profile[" + title + "]";
    }
}
