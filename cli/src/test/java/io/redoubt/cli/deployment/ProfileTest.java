package io.redoubt.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.cli.CommandProcess;
import io.redoubt.cli.option.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

    @TempDir
    private Path folder;

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("lab.properties"), text);
    }

    @Test
    void settingsOfKafkaClientsBecomeVariables() throws IOException {
        write("kafka.bootstrap.servers = kafka:9092\nkafka.security.protocol=SSL\nredoubt.store.bucket=papers\n");

        Profile profile = Profile.read(folder, "lab");

        assertThat(profile.settings()).containsEntry("redoubt.store.bucket", "papers");
        assertThat(profile.kafkaVariables())
                .isEqualTo(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_SECURITY_PROTOCOL", "SSL"));
    }

    @Test
    void folderFollowsTheDesktopSpecification() {
        assertThat(Profile.folder(Map.of(), "/home/ada")).isEqualTo(Path.of("/home/ada/.config/redoubt"));
        assertThat(Profile.folder(Map.of("XDG_CONFIG_HOME", "/etc/ada"), "/home/ada"))
                .isEqualTo(Path.of("/etc/ada/redoubt"));
    }

    @Test
    void unknownSettingIsNamedWithoutItsValue() throws IOException {
        write("redoubt.store.secretkey=hidden-4711\n");

        assertThatThrownBy(() -> Profile.read(folder, "lab"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining(
                        "lab.properties: 'redoubt.store.secretkey' is not a setting of a deployment; did you"
                                + " mean redoubt.store.secret-key?")
                .hasMessageNotContaining("hidden-4711");
    }

    @Test
    void misspeltSettingOfKafkaIsNamed() throws IOException {
        write("kafka.bootstrap.server=kafka:9092\n");

        assertThatThrownBy(() -> Profile.read(folder, "lab"))
                .hasMessageContaining("'kafka.bootstrap.server' is not a setting of a deployment; did you mean"
                        + " kafka.bootstrap.servers?");
    }

    @Test
    void missingProfileIsNamed() {
        assertThatThrownBy(() -> Profile.read(folder, "lab"))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessage("--profile: no such file: " + folder.resolve("lab.properties"));
    }

    @Test
    void commandsReadTheProfileThatTheVariableNames() throws IOException, InterruptedException {
        Path profiles = Files.createDirectories(folder.resolve("redoubt"));
        Files.writeString(profiles.resolve("lab.properties"), "kafka.bootstrap.servers=nowhere\n");
        ProcessBuilder command = CommandProcess.of(List.of(), List.of("list"));
        command.environment().putAll(Map.of("XDG_CONFIG_HOME", folder.toString(), "REDOUBT_PROFILE", "lab"));
        command.environment().remove("KAFKA_BOOTSTRAP_SERVERS");

        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(output)
                .startsWith("list: kafka.bootstrap.servers in " + profiles.resolve("lab.properties") + ": ")
                .contains("nowhere");
    }
}
