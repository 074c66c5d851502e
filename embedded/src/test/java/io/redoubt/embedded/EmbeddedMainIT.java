package io.redoubt.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.embedded.kafka.Clients;
import io.redoubt.embedded.server.DirectoryLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMainIT {

    @TempDir
    Path home;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        processes.add(process);
        return process;
    }

    @Test
    void killedProcessRestartsWithItsRecords() throws Exception {
        Process first = launch("--home", home.toString());
        Clients clients = new Clients(kafkaOf(first));
        clients.createTopics("jobs");
        clients.produce("jobs", "one", "two");
        first.destroyForcibly().waitFor();

        Process second = launch("--home", home.toString());

        assertThat(new Clients(kafkaOf(second)).consume("jobs", "audit", 2)).containsExactly("one", "two");
    }

    @Test
    void signalEndsProcessAndSecondProcessOnHomeIsRejected() throws Exception {
        Process running = launch("--home", home.toString());
        kafkaOf(running);

        Process refused = launch("--home", home.toString());
        assertThat(refused.waitFor(Clients.TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(refused.exitValue()).isEqualTo(1);

        running.destroy();
        assertThat(running.waitFor(Clients.TIMEOUT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        DirectoryLock.acquire(home).close();
        assertThat(home.resolve("kafka/data/.kafka_cleanshutdown")).exists();
    }

    private static String kafkaOf(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        String kafka = output.readLine();
        assertThat(kafka).startsWith("kafka=127.0.0.1:");
        assertThat(output.readLine()).startsWith("s3=http://127.0.0.1:");
        return kafka.substring("kafka=".length());
    }
}
