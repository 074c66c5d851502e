package io.redoubt.cli.client;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.standalone.OptionErrors;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Kafka client settings for one cluster. Values are never printed, because they can be secrets.
 *
 * @param values Kafka client properties, including {@code bootstrap.servers}
 */
public record ClientSettings(Map<String, Object> values) {

    private static final String VARIABLE = "KAFKA_";
    /** The settings of Kafka clients; other variables such as KAFKA_HOME are not for them. */
    private static final Set<String> KNOWN = known();

    public ClientSettings {
        values = Map.copyOf(values);
    }

    /** Settings for a plaintext cluster. */
    public static ClientSettings plain(String servers) {
        return new ClientSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers));
    }

    /**
     * Reads the settings of clients from the environment ({@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_...},
     * {@code KAFKA_SSL_...} and so on, as the services do). Settings in {@code file} take precedence.
     *
     * @param file properties file in the format of Kafka's command-line tools
     * @throws InvalidFieldException for {@code --kafka-config}, if the file cannot be read
     */
    public static ClientSettings secured(String servers, Optional<Path> file, Map<String, String> environment) {
        Map<String, Object> values = new TreeMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(VARIABLE)) {
                String name = variable.substring(VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                if (KNOWN.contains(name)) {
                    values.put(name, value);
                }
            }
        });
        file.ifPresent(path -> read(path).forEach((name, value) -> values.put(String.valueOf(name), value)));
        values.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return new ClientSettings(values);
    }

    /** The names of the settings that all Kafka clients have, such as {@code security.protocol}. */
    public static Set<String> names() {
        return Set.copyOf(KNOWN);
    }

    private static Set<String> known() {
        Set<String> names = new HashSet<>(AdminClientConfig.configNames());
        names.retainAll(ConsumerConfig.configNames());
        names.retainAll(ProducerConfig.configNames());
        return names;
    }

    private static Properties read(Path file) {
        return OptionErrors.ofFile("--kafka-config", file, ClientSettings::properties);
    }

    /**
     * Reads a properties file with settings of Kafka clients.
     *
     * @throws IllegalArgumentException if it is no properties file in UTF-8
     */
    public static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
            return properties;
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " is not a properties file with Kafka client settings, such as sasl.mechanism=SCRAM-SHA-512",
                    e);
        }
    }

    /**
     * Returns these settings, overridden and extended by {@code more}. Nobody reads the metrics of a command, and their
     * registration takes a tenth of its time.
     */
    Map<String, Object> with(Map<String, Object> more) {
        Map<String, Object> all = new TreeMap<>(Map.of(
                CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
                "",
                CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
                false));
        all.putAll(values);
        all.putAll(more);
        return all;
    }

    /** The bootstrap servers. */
    public String servers() {
        return String.valueOf(values.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    @Override
    public String toString() {
        return "ClientSettings[" + String.join(", ", new TreeMap<>(values).keySet()) + "]";
    }
}
