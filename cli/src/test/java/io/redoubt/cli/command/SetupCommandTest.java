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
    void unknownRoleIsBadInput() {
        Console console = Console.run("setup", "--print", "--user", "cook=alice");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).contains("'cook'", "attack-service");
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

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
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
        assertThat(console.err()).contains("--kafka-config");
    }
}
