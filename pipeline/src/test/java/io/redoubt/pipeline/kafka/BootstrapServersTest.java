package io.redoubt.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapServersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:9092",
                "my_kafka:9092",
                "a:1,b:65535",
                "127.0.0.1:9092, kafka-1.example.org:9093",
                "[::1]:9092"
            })
    void addressesAreAccepted(String servers) {
        assertThat(BootstrapServers.require("--kafka", servers)).isEqualTo(servers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "localhost              | 'localhost' has no port",
                "http://localhost:9092  | 'http://localhost:9092' is a URL",
                "PLAINTEXT://kafka:9092 | is a URL",
                "localhost:             | 'localhost:' is not an address",
                ":9092                  | ':9092' is not an address",
                "localhost:http         | is not an address",
                "::1:9092               | is not an address",
                "localhost:0            | has the port 0",
                "localhost:99999        | has the port 99999",
                "a:1,b                  | 'b' has no port",
                "a:1,                   | 'a:1,' has an empty address; use host:port, such as localhost:9092",
                ",                      | ',' has an empty address",
                "a:1,,b:2               | 'a:1,,b:2' has an empty address",
                "local host:9092        | is not an address"
            })
    void otherFormsAreRefusedByOption(String servers, String problem) {
        assertThatThrownBy(() -> BootstrapServers.require("--kafka", servers))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageStartingWith("--kafka: ")
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void missingServersAreNamedByVariable(String servers) {
        KafkaConnection unset = new KafkaConnection(Map.of("bootstrap.servers", servers));

        assertThatThrownBy(unset::admin)
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS")
                .hasMessageContaining("is not set");
    }
}
