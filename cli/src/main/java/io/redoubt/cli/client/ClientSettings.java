package io.redoubt.cli.client;

import io.redoubt.api.InvalidFieldException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How this process reaches a cluster. Never printed: some of the settings are secrets.
 *
 * @param values settings of Kafka's clients by their own names, {@code bootstrap.servers} among them
 */
public record ClientSettings(Map<String, Object> values) {

    private static final String VARIABLE = "KAFKA_";
    private static final List<String> SECURITY = List.of("security.", "sasl.", "ssl.");

    public ClientSettings {
        values = Map.copyOf(values);
    }

    /** A cluster that wants nothing but its address. */
    public static ClientSettings plain(String servers) {
        return new ClientSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers));
    }

    /**
     * The security settings of the environment ({@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_...},
     * {@code KAFKA_SSL_...}, as the services take them), and over them those of a file as Kafka's own tools take it.
     *
     * @param file properties with Kafka's names
     * @throws InvalidFieldException naming {@code --kafka-config}, if the file cannot be read
     */
    public static ClientSettings secured(String servers, Optional<Path> file, Map<String, String> environment) {
        Map<String, Object> values = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(VARIABLE)) {
                String name = variable.substring(VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                if (SECURITY.stream().anyMatch(name::startsWith)) {
                    values.put(name, value);
                }
            }
        });
        file.ifPresent(path -> read(path).forEach((name, value) -> values.put(String.valueOf(name), value)));
        values.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return new ClientSettings(values);
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidFieldException(
                    "--kafka-config", "'" + file + "' cannot be read; give a properties file of Kafka's settings");
        }
    }

    /** These and over them some more. */
    Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(values);
        all.putAll(more);
        return all;
    }

    /** The servers asked first. */
    public String servers() {
        return String.valueOf(values.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    @Override
    public String toString() {
        return "ClientSettings[" + String.join(", ", new TreeMap<>(values).keySet()) + "]";
    }
}
