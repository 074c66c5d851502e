package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.cli.option.ExitCode;
import io.redoubt.pipeline.access.AccessRules;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupCommandTest {

    @TempDir
    Path folder;

    @Test
    void aclsArePrintedAsArgumentsOfKafkaAcls() {
        Console console = Console.run("setup", "--print", "--user", "attack-service=gpu-7");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .contains("--add --allow-principal User:gpu-7 --operation READ --topic redoubt.jobs.attack"
                        + " --resource-pattern-type LITERAL")
                .contains("--add --allow-principal User:experiment-service --operation WRITE --transactional-id"
                        + " redoubt-tracker --resource-pattern-type PREFIXED")
                .doesNotContain("User:attack-service");
    }

    @Test
    void everyRoleHasAPolicyForTheBucket() throws Exception {
        Console console = Console.run("setup", "--policies", folder.toString(), "--bucket", "papers");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        for (String role : AccessRules.load().roles()) {
            assertThat(Files.readString(folder.resolve(role + ".json"))).contains("arn:aws:s3:::papers/");
        }
    }

    @Test
    void unknownRolesAndAnImpossibleDirectoryAreReportedTogether() throws Exception {
        Path file = Files.writeString(folder.resolve("policies"), "");

        Console console =
                Console.run("setup", "--user", "cook=alice", "--user", "chef=bob", "--policies", file.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("setup: --user: 'cook' is unknown; use one of attack-service,"),
                        second -> assertThat(second).startsWith("setup: --user: 'chef' is unknown"),
                        third -> assertThat(third)
                                .isEqualTo("setup: --policies: " + file
                                        + " cannot be created as a directory; name another path"));
    }

    @Test
    void clusterIsRequired() {
        Console console = Console.run("setup", "--kafka", "");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("--kafka");
    }

    @Test
    void invalidSettingsAreReportedWithoutTheirSecret() throws Exception {
        Path settings = Files.writeString(
                folder.resolve("client.properties"),
                "security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n"
                        + "sasl.jaas.config=ScramLoginModule required password=hidden-4711\n");

        Console console = Console.run("list", "--kafka", "127.0.0.1:1", "--kafka-config", settings.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("kafka.sasl.jaas.config").doesNotContain("hidden-4711");
    }

    @Test
    void missingSettingsFileIsBadInput() {
        Console console = Console.run(
                "list",
                "--kafka",
                "127.0.0.1:1",
                "--kafka-config",
                folder.resolve("none").toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("list: --kafka-config: no such file: " + folder.resolve("none"));
    }

    @Test
    void invalidSettingIsNamedWithItsValueAndTheRemedy() throws Exception {
        Path settings = Files.writeString(folder.resolve("client.properties"), "security.protocol=SSLL\n");

        Console console = Console.run("list", "--kafka", "127.0.0.1:1", "--kafka-config", settings.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .isEqualTo("list: cannot create a Kafka client: kafka.security.protocol (environment variable"
                        + " KAFKA_SECURITY_PROTOCOL): 'SSLL' is invalid; use PLAINTEXT, SSL, SASL_PLAINTEXT or"
                        + " SASL_SSL\n");
    }

    @Test
    void settingsFileWithAWrongEscapeIsNamed() throws Exception {
        Path settings = Files.writeString(folder.resolve("client.properties"), "ssl.truststore.location=C:\\users");

        Console console = Console.run("list", "--kafka", "127.0.0.1:1", "--kafka-config", settings.toString());

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err())
                .startsWith(
                        "list: --kafka-config: " + settings + " is not a properties file with Kafka client settings");
    }
}
