package io.redoubt.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.request.RequestReader;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.testkit.Topic;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many small experiments in a row with garbage collection in between. Use {@code -Dredoubt.soak=200} for a long run.
 */
class SoakST {

    private static final int EXPERIMENTS = Integer.getInteger("redoubt.soak", 12);
    private static final int EXPERIMENTS_PER_COLLECTION = 4;

    /** Growth above these limits indicates a leak. */
    private static final long MAX_MORE_HANDLES = 16;

    private static final long MAX_MORE_THREADS = 16;
    private static final long MAX_MORE_RESIDENT_KIB = 96 << 10;
    private static final long MAX_MORE_LIVE_BYTES = 12 << 20;

    /** Maximum number of unread records and transaction markers left on a topic. */
    private static final long MAX_RECORDS_LEFT = 100;

    private final Map<String, List<ProcessResources>> measurements = new TreeMap<>();

    @TempDir
    Path folder;

    @Test
    void resourceUseDoesNotGrow() throws IOException {
        try (TestDeployment deployment = new TestDeployment(folder);
                MinioObjectStore store = deployment.openStore()) {
            ToyDataset.publish(store, folder);
            long datasets = store.list("").size();
            for (int i = 0; i < EXPERIMENTS; i++) {
                assertThat(finalState(deployment, request(i)))
                        .as("experiment %d", i)
                        .isEqualTo(ExperimentState.SUCCEEDED);
                if (i % EXPERIMENTS_PER_COLLECTION == EXPERIMENTS_PER_COLLECTION - 1) {
                    collect(deployment, i);
                    measure();
                    requireBounded(deployment, store, datasets);
                }
            }
        }
        report();
        measurements.forEach(SoakST::requireFlat);
    }

    /** Every third request has the same jobs as the one before, under another name. */
    private static byte[] request(int number) {
        int seed = number % 3 == 2 ? number - 1 : number;
        return """
                {"name": "soak-%d", "dataset": "toy", "model": {"depth": 10, "width": 1}, "seed": %d,
                 "defaults": {
                   "pretrain": {"epochs": 1, "batch": 12, "attack": {"steps": 1}, "selectionSteps": 1},
                   "finetune": {"epochs": 1, "batch": 12, "attack": {"steps": 1}, "selectionSteps": 1}},
                 "pretrain": [{"id": "rotation", "task": "rotation"}],
                 "finetune": [{"from": "rotation"}],
                 "evaluate": {"attacks": ["pgd-2"], "images": 40, "shard": 20, "checks": 8, "last": false}}
                """.formatted(number, seed).getBytes(UTF_8);
    }

    private static ExperimentState finalState(TestDeployment deployment, byte[] request) {
        String id = RequestReader.read(request).id();
        new Topic(deployment.kafka(), Topics.EXPERIMENTS).send(request);
        return await(id + " has ended")
                .atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .until(
                        () -> Json.read(
                                RestAssured.get(deployment.rest() + "/experiments/" + id)
                                        .asByteArray(),
                                ExperimentStatus.class),
                        status -> status.state().ended())
                .state();
    }

    /** Runs {@code redoubt gc}. */
    private void collect(TestDeployment deployment, int number) {
        Map<String, String> keys =
                Map.of("REDOUBT_STORE_ACCESS_KEY", "system-tests", "REDOUBT_STORE_SECRET_KEY", "system-tests-secret");
        URI store = deployment.storeProxy().endpoint("gc");
        try (JavaProcess gc = JavaProcess.application(
                "cli",
                keys,
                folder.resolve("gc-" + number + ".log"),
                "gc",
                "--older-than",
                "0m",
                "--kafka",
                deployment.kafka(),
                "--store",
                store.toString())) {
            assertThat(gc.waitFor(180)).as(gc.output()).isZero();
        }
    }

    private static void requireBounded(TestDeployment deployment, MinioObjectStore store, long datasets) {
        assertThat(store.list("")).as("objects after garbage collection").hasSize((int) datasets);
        List<String> topics = new ArrayList<>(Topics.queues());
        topics.addAll(List.of(Topics.EXPERIMENTS, Topics.EVENTS, Topics.CONTROL));
        for (String topic : topics) {
            assertThat(new Topic(deployment.kafka(), topic).records())
                    .as("records of " + topic)
                    .hasSizeLessThan((int) MAX_RECORDS_LEFT);
        }
        await("nothing is listed").atMost(Duration.ofMinutes(1)).until(() -> RestAssured.get(
                        deployment.rest() + "/experiments")
                .asString()
                .equals("[]"));
    }

    /** Measures every process of the deployment, which are all children of this process. */
    private void measure() throws IOException {
        Map<String, Long> processes = new LinkedHashMap<>();
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            String command = Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"));
            Stream.of("experiment-service", "pretrain-service", "finetune-service", "attack-service", "eval-service")
                    .filter(service -> command.contains(service + "/target/quarkus-app"))
                    .forEach(service -> processes.put(service, child.pid()));
            Stream.of("kafka", "s3")
                    .filter(server -> command.contains("--only\0" + server))
                    .forEach(server -> processes.put(server, child.pid()));
        }
        assertThat(processes).hasSize(7);
        processes.forEach((name, pid) ->
                measurements.computeIfAbsent(name, each -> new ArrayList<>()).add(ProcessResources.of(pid)));
    }

    private static void requireFlat(String process, List<ProcessResources> all) {
        requireFlat(process + " file handles", all, ProcessResources::handles, MAX_MORE_HANDLES);
        requireFlat(process + " threads", all, ProcessResources::threads, MAX_MORE_THREADS);
        requireFlat(process + " resident KiB", all, ProcessResources::resident, MAX_MORE_RESIDENT_KIB);
        requireFlat(process + " live bytes", all, ProcessResources::live, MAX_MORE_LIVE_BYTES);
    }

    private static void requireFlat(
            String what, List<ProcessResources> all, ToLongFunction<ProcessResources> figure, long more) {
        int warm = (all.size() + 3) / 4;
        int window = Math.max(1, all.size() / 4);
        assertThat(median(all.subList(all.size() - window, all.size()), figure))
                .as("%s, from %d", what, median(all.subList(warm, warm + window), figure))
                .isLessThanOrEqualTo(median(all.subList(warm, warm + window), figure) + more);
    }

    private static long median(List<ProcessResources> window, ToLongFunction<ProcessResources> figure) {
        long[] sorted = window.stream().mapToLong(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void report() throws IOException {
        StringBuilder table = new StringBuilder("process,sample,handles,threads,resident KiB,live bytes\n");
        measurements.forEach((process, all) -> {
            for (int i = 0; i < all.size(); i++) {
                ProcessResources each = all.get(i);
                table.append(String.format(
                        Locale.ROOT,
                        "%s,%d,%d,%d,%d,%d%n",
                        process,
                        i,
                        each.handles(),
                        each.threads(),
                        each.resident(),
                        each.live()));
            }
        });
        Path file = Path.of("target", "soak.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
    }
}
