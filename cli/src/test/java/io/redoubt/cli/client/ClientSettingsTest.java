package io.redoubt.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSettingsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
            "KAFKA_SASL_JAAS_CONFIG", "module required password=\"hidden\";",
            "KAFKA_SSL_TRUSTSTORE_LOCATION", "/ca.pem",
            "KAFKA_HEAP_OPTS", "-Xmx1g",
            "KAFKA_BOOTSTRAP_SERVERS", "elsewhere:1",
            "PATH", "/bin");

    @TempDir
    Path folder;

    @Test
    void securitySettingsAreReadFromTheEnvironment() {
        ClientSettings settings = ClientSettings.secured("here:1", Optional.empty(), ENVIRONMENT);

        assertThat(settings.values())
                .containsOnly(
                        Map.entry("bootstrap.servers", "here:1"),
                        Map.entry("security.protocol", "SASL_SSL"),
                        Map.entry("sasl.jaas.config", "module required password=\"hidden\";"),
                        Map.entry("ssl.truststore.location", "/ca.pem"));
    }

    @Test
    void fileOverridesTheEnvironment() throws Exception {
        Path file =
                Files.writeString(folder.resolve("client.properties"), "security.protocol=SSL\nbootstrap.servers=x\n");

        ClientSettings settings = ClientSettings.secured("here:1", Optional.of(file), ENVIRONMENT);

        assertThat(settings.values())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.truststore.location", "/ca.pem")
                .containsEntry("bootstrap.servers", "here:1");
    }

    @Test
    void valuesAreNotPrinted() {
        assertThat(ClientSettings.secured("here:1", Optional.empty(), ENVIRONMENT))
                .asString()
                .contains("sasl.jaas.config")
                .doesNotContain("hidden");
    }

    @Test
    void clientsReportNoMetricsUnlessTheSettingsNameAReporter() {
        ClientSettings plain = ClientSettings.plain("broker:9092");
        ClientSettings reporting = new ClientSettings(
                Map.of("bootstrap.servers", "broker:9092", "metric.reporters", "org.example.Reporter"));

        assertThat(plain.with(Map.of()))
                .containsEntry("metric.reporters", "")
                .containsEntry("enable.metrics.push", false);
        assertThat(reporting.with(Map.of())).containsEntry("metric.reporters", "org.example.Reporter");
    }
}
