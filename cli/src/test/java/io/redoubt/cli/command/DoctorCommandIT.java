package io.redoubt.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandIT {

    private static final String ACCESS_KEY = "redoubt.store.access-key";
    private static final String SECRET_KEY = "redoubt.store.secret-key";

    @TempDir
    private Path folder;

    @AfterEach
    void forgetKeys() {
        System.clearProperty(ACCESS_KEY);
        System.clearProperty(SECRET_KEY);
    }

    private Console doctor(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("doctor", "--home", folder.resolve("home").toString()));
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray(String[]::new));
    }

    @Test
    void checksTheMachineWithoutADeployment() {
        Console console = doctor();

        assertThat(console.code()).as(console.out()).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("ok +java +17.*"))
                .anyMatch(line -> line.matches("ok +kernels .*"))
                .anyMatch(line -> line.matches("ok +engine +PyTorch \\d.*"))
                .anyMatch(line -> line.matches("(ok|warn) +disk .*free in .*home.*"))
                .anyMatch(
                        line -> line.equals("not checked: kafka, because --kafka is not given and no local server runs"
                                + " in " + folder.resolve("home")))
                .anyMatch(line -> line.startsWith("not checked: store, because --store is not given"));
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void checksTheClusterAndTheStore() {
        try (EmbeddedStack stack = EmbeddedStack.start(StackSettings.at(folder.resolve("stack")))) {
            System.setProperty(ACCESS_KEY, stack.s3().endpoint().accessKey());
            System.setProperty(SECRET_KEY, stack.s3().endpoint().secretKey());

            Console console = doctor(
                    "--json",
                    "--kafka",
                    stack.kafka().bootstrapServers(),
                    "--store",
                    stack.s3().endpoint().uri().toString());

            assertThat(console.code()).as(console.out()).isEqualTo(ExitCode.OK);
            JsonNode findings = Json.read(console.out().getBytes(StandardCharsets.UTF_8), JsonNode.class);
            assertThat(StreamSupport.stream(findings.get("checks").spliterator(), false)
                            .map(check -> check.get("name").textValue() + " "
                                    + check.get("result").textValue()))
                    .contains(
                            "kafka ok",
                            "share groups ok",
                            "topics warn",
                            "workers warn",
                            "store ok",
                            "store writes ok",
                            "store clock ok");
            assertThat(findings.get("notChecked")).isEmpty();
        }
    }

    @Test
    void serversThatDoNotAnswerFailWithTheRemedy() {
        System.setProperty(ACCESS_KEY, "key");
        System.setProperty(SECRET_KEY, "secret-4711");

        Console console = doctor("--kafka", "127.0.0.1:1", "--store", "http://127.0.0.1:1");

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("FAIL +kafka +127.0.0.1:1 does not answer; start it, or set .*"))
                .anyMatch(line -> line.matches("FAIL +store .*127.0.0.1:1.*; check its address .*"));
        assertThat(console.out()).doesNotContain("secret-4711", "not checked");
    }

    @Test
    void settingsThatCannotBeReadFailInTheirCheck() {
        Console console = doctor("--kafka", "nowhere", "--store", "ftp://nowhere");

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.out().lines())
                .anyMatch(line -> line.matches("FAIL +kafka +--kafka: .*"))
                .anyMatch(line -> line.matches("FAIL +store .*"))
                .anyMatch(line -> line.matches("(ok|warn) +memory .*"));
        assertThat(console.err()).isEmpty();
    }
}
