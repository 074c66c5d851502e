package io.redoubt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.embedded.s3.S3Credentials;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackArgumentsTest {

    private static final String SECRET = "a long enough secret";

    private static StackSettings parse(Map<String, String> environment, String... args) {
        return StackArguments.parse(args, environment);
    }

    @Test
    void homeAloneUsesFreePortsAndOwnCredentials() {
        assertThat(parse(Map.of(), "--home", "h")).isEqualTo(StackSettings.at(Path.of("h")));
    }

    @Test
    void argumentsAndEnvironmentAreParsed() {
        Map<String, String> environment = Map.of("REDOUBT_S3_ACCESS_KEY", "operator", "REDOUBT_S3_SECRET_KEY", SECRET);

        StackSettings settings = parse(environment, "--s3-port", "9000", "--kafka-port", "9092", "--home", "h");

        assertThat(settings)
                .isEqualTo(new StackSettings(
                        Path.of("h"), 9092, 9000, Optional.of(new S3Credentials("operator", SECRET))));
        assertThat(settings.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource({"--home h, BOTH", "--home h --only kafka, KAFKA", "--only s3 --home h, S3"})
    void serverCanBeSelected(String line, ServerSelection selection) {
        assertThat(StackArguments.selection(line.split(" "))).isEqualTo(selection);
    }

    @Test
    void unknownServerIsNamed() {
        assertThatThrownBy(() -> StackArguments.selection(new String[] {"--only", "zookeeper"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--only is 'zookeeper'");
    }

    @ParameterizedTest
    @CsvSource({
        "--kafka-port 1, --home is missing",
        "--home, --home has no value",
        "--hme h, unknown argument '--hme'",
        "--home h --kafka-port x, --kafka-port is 'x'",
        "--home h --s3-port 70000, --s3-port is 70000",
        "--home h --s3-port -1, --s3-port is -1",
        "--home h --s3-port 9 --kafka-port 9, both 9",
    })
    void invalidArgumentIsNamed(String line, String message) {
        assertThatThrownBy(() -> parse(Map.of(), line.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void incompleteKeyPairIsRejectedWithoutPrintingIt() {
        assertThatThrownBy(() -> parse(Map.of("REDOUBT_S3_SECRET_KEY", SECRET), "--home", "h"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REDOUBT_S3_ACCESS_KEY")
                .hasMessageNotContaining(SECRET);
    }
}
