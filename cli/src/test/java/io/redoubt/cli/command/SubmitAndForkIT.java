package io.redoubt.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.Topics;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.embedded.kafka.EmbeddedKafka;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that commands send to a real broker. */
class SubmitAndForkIT {

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static String original;

    @BeforeAll
    static void submitARequest() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0);
        try (var admin = new ExperimentClient(kafka.bootstrapServers()).admin()) {
            admin.createTopics(List.of(Topics.STATUS, Topics.EXPERIMENTS).stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        Path file = Files.writeString(folder.resolve("a.yaml"), "name: a\nfinetune: [{epochs: 3}, {scope: partial}]\n");
        Console console = redoubt("submit", file.toString(), "--seed", "7");
        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        original = console.out().strip();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    private static Console redoubt(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--kafka";
        all[arguments.length + 1] = kafka.bootstrapServers();
        return Console.run(all);
    }

    private static byte[] sent(String experiment) {
        return new ExperimentClient(kafka.bootstrapServers())
                .request(experiment)
                .orElseThrow();
    }

    @Test
    void submittedRequestHasTheGivenSeed() {
        assertThat(RequestReader.read(sent(original)).seed()).isEqualTo(7);
    }

    @Test
    void forkSendsTheRequestWithChangedFields() {
        Console console = redoubt("fork", original, "--set", "finetune[1].epochs=9", "--name", "b");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(RequestReader.read(sent(console.out().strip())))
                .isEqualTo(RequestReader.read(
                        "{name: b, seed: 7, finetune: [{epochs: 3}, {scope: partial, epochs: 9}]}".getBytes(UTF_8)));
    }

    @Test
    void dryRunPrintsARequestAndSendsNone() {
        Console console = redoubt("fork", original, "--set", "seed=8", "--dry-run");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        byte[] printed = console.out().getBytes(UTF_8);
        assertThat(RequestReader.read(printed).seed()).isEqualTo(8);
        assertThat(new ExperimentClient(kafka.bootstrapServers())
                        .request(RequestReader.read(printed).id()))
                .isEmpty();
    }

    @Test
    void problemsOfTheChangedRequestAreReportedTogether() {
        Console console = redoubt("fork", original, "--set", "finetune[0].epochs=0", "--set", "finetune[1].scope=half");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("fork: --set: finetune[0].epochs: 0 is out of range"),
                        line -> assertThat(line).startsWith("fork: --set: finetune[1].scope: 'half' is not known"));
        assertThat(console.out()).isEmpty();
    }

    @Test
    void changeWithoutEffectIsBadInput() {
        Console nothing = redoubt("fork", original);
        Console same = redoubt("fork", original, "--set", "seed=7");

        assertThat(nothing.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(nothing.err()).startsWith("fork: --set: is missing; name a field and its value");
        assertThat(same.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(same.err()).startsWith("fork: --set: changes nothing; " + original + " has these values");
    }

    @Test
    void unknownExperimentIsNotForked() {
        Console console = redoubt("fork", "a-0000000000", "--set", "seed=7");

        assertThat(console.code()).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("a-0000000000");
    }
}
