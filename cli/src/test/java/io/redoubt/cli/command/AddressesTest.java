package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses of deployments that are not addresses. */
class AddressesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "127.0.0.1:9000       | '127.0.0.1:9000' has no scheme; use http://127.0.0.1:9000",
                "http://my_minio:9000 | the host name my_minio has an underscore"
            })
    void storeIsNamedByOption(String store, String problem) {
        Console console = listWithKeyPair(store);

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith("list: --store: ")
                .contains(problem)
                .hasLineCount(1);
    }

    @Test
    void storeThatDoesNotAnswerIsExplained() {
        Console console = listWithKeyPair("http://127.0.0.1:1");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .contains("http://127.0.0.1:1/redoubt failed: the store does not answer (")
                .contains("check its address (--store or REDOUBT_STORE_ENDPOINT) and that it is running")
                .doesNotContain("java.net")
                .hasLineCount(1);
    }

    private static Console listWithKeyPair(String store) {
        System.setProperty("redoubt.store.access-key", "key");
        System.setProperty("redoubt.store.secret-key", "secret-key");
        try {
            return Console.run("data", "list", "--store", store);
        } finally {
            System.clearProperty("redoubt.store.access-key");
            System.clearProperty("redoubt.store.secret-key");
        }
    }

    @Test
    void missingKeyPairIsNamedByVariable() {
        Console console = Console.run("data", "list", "--store", "http://127.0.0.1:1");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .contains("REDOUBT_STORE_ACCESS_KEY) is not set", "REDOUBT_STORE_SECRET_KEY) is not set")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "list   | localhost             | --kafka: 'localhost' has no port; use host:port",
                "list   | http://localhost:9092 | --kafka: 'http://localhost:9092' is a URL; use host:port",
                "setup  | localhost:http        | --kafka: 'localhost:http' is not an address; use host:port"
            })
    void kafkaIsNamedByOption(String command, String kafka, String problem) {
        Console console = Console.run(command, "--kafka", kafka);

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains(problem).doesNotContain("ssl").hasLineCount(1);
    }

    @Test
    void unknownHostIsNotTakenForAWrongCertificate() {
        Console console = Console.run("list", "--kafka", "no-such-host.invalid:9092");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err())
                .contains("no host of kafka.bootstrap.servers (--kafka) can be resolved")
                .doesNotContain("ssl");
    }
}
