package io.redoubt.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.event.JobState;
import io.redoubt.api.event.Progress;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.embedded.EmbeddedStack;
import io.redoubt.embedded.StackSettings;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.pipeline.store.MinioObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands show and download of an experiment on a real broker and in a real store. */
class StoredExperimentIT {

    private static final String ACCESS_KEY = "redoubt.store.access-key";
    private static final String SECRET_KEY = "redoubt.store.secret-key";
    private static final String SUBJECT = "none/full-adversarial";
    private static final byte[] MODEL = "weights".getBytes(UTF_8);
    private static final String REQUEST = "{name: toy, dataset: toy, finetune: [{}, {scope: partial}]}";
    private static final DatasetManifest DATASET = new DatasetManifest(
            SchemaVersion.VERSION, "toy", "a".repeat(64), 7, List.of("ant", "bee"), 3, 32, 32, 100, 20);

    @TempDir
    static Path folder;

    private static EmbeddedStack stack;
    private static ExperimentRequest request;
    private static Job finetune;

    @BeforeAll
    static void publishAnExperiment() throws Exception {
        stack = EmbeddedStack.start(StackSettings.at(folder.resolve("stack")));
        System.setProperty(ACCESS_KEY, stack.s3().endpoint().accessKey());
        System.setProperty(SECRET_KEY, stack.s3().endpoint().secretKey());
        request = RequestReader.read(REQUEST.getBytes(UTF_8));
        Plan plan = Plan.of(request.id(), request, DATASET);
        finetune = plan.nodes().stream()
                .filter(node -> node.name().equals("finetune/" + SUBJECT))
                .map(node -> Job.of(request.id(), node.name(), node.spec(), Map.of()))
                .findFirst()
                .orElseThrow();
        store();
        publish();
    }

    @AfterAll
    static void stop() {
        System.clearProperty(ACCESS_KEY);
        System.clearProperty(SECRET_KEY);
        stack.close();
    }

    private static void store() {
        var s3 = stack.s3().endpoint();
        try (var store = new MinioObjectStore(
                new StoreSettings(s3.uri(), "redoubt", s3.accessKey(), s3.secretKey(), "us-east-1"))) {
            store.put(StoreKeys.datasetManifest(DATASET.ref()), Json.pretty(DATASET));
            List<Artifact> parts = List.of(
                    new Artifact(finetune.fingerprint(), ResultFileNames.MODEL, Json.sha256(MODEL), MODEL.length),
                    new Artifact(finetune.fingerprint(), ResultFileNames.HISTORY, Json.sha256(MODEL), MODEL.length));
            parts.forEach(part -> store.put(StoreKeys.resultPart(part), MODEL));
            store.put(
                    StoreKeys.resultManifest(finetune.fingerprint()),
                    Json.pretty(new ResultManifest(
                            SchemaVersion.VERSION,
                            finetune.fingerprint(),
                            Stage.FINETUNE,
                            parts,
                            Map.of(),
                            Instant.EPOCH,
                            "worker")));
            store.put(StoreKeys.experiment(request.id(), ResultFileNames.REPORT_MARKDOWN), "# Toy".getBytes(UTF_8));
        }
    }

    private static void publish() throws Exception {
        try (var admin = new ExperimentClient(stack.kafka().bootstrapServers()).admin()) {
            admin.createTopics(List.of(Topics.STATUS, Topics.EVENTS, Topics.RESULTS).stream()
                            .map(topic -> new NewTopic(topic, 1, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        Progress progress = new Progress("train", 2, 3, 30, 90, 10, 83, Map.of());
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", stack.kafka().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(record(
                            Topics.STATUS,
                            new ExperimentStatus(
                                    SchemaVersion.VERSION,
                                    request.id(),
                                    "toy",
                                    ExperimentState.RUNNING,
                                    "",
                                    Instant.EPOCH,
                                    List.of(
                                            job("finetune/" + SUBJECT, JobState.SUCCEEDED, finetune.fingerprint()),
                                            job("finetune/none/partial-adversarial", JobState.RUNNING, "b".repeat(64)),
                                            job("evaluate/ensemble", JobState.WAITING, "")))))
                    .get();
            producer.send(record(
                            Topics.EVENTS,
                            new JobEvent(
                                    SchemaVersion.VERSION,
                                    request.id(),
                                    "finetune/none/partial-adversarial",
                                    Stage.FINETUNE,
                                    "b".repeat(64),
                                    EventType.PROGRESS,
                                    Clock.systemUTC().instant(),
                                    "worker",
                                    1,
                                    Optional.of(progress),
                                    Optional.empty(),
                                    false,
                                    "")))
                    .get();
            producer.send(record(
                            Topics.RESULTS,
                            new Report(
                                    SchemaVersion.VERSION,
                                    request.id(),
                                    "toy",
                                    20,
                                    Map.of(),
                                    List.of(),
                                    List.of(),
                                    Optional.empty(),
                                    List.of(),
                                    Map.of())))
                    .get();
        }
    }

    private static ProducerRecord<String, byte[]> record(String topic, Object message) {
        return new ProducerRecord<>(topic, request.id(), Json.canonical(message));
    }

    private static JobStatus job(String node, JobState state, String fingerprint) {
        return new JobStatus(
                node, node.startsWith("finetune") ? Stage.FINETUNE : Stage.EVALUATE, state, fingerprint, "", "", "");
    }

    private static Console redoubt(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--home",
                folder.resolve("home").toString(),
                "--kafka",
                stack.kafka().bootstrapServers(),
                "--store",
                stack.s3().endpoint().uri().toString()));
        return Console.run(all.toArray(String[]::new));
    }

    @Test
    void modelIsDownloadedByItsNameInTheReport() throws Exception {
        Path file = folder.resolve("models/model.safetensors");

        Console console = redoubt("model", "get", request.id(), SUBJECT, "--to", file.toString());

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out()).startsWith("wrote " + file);
        assertThat(file).hasBinaryContent(MODEL);
    }

    @Test
    void modelThatIsNoFileIsExplained() {
        Path file = folder.resolve("none.safetensors");

        Console misspelt = redoubt("model", "get", request.id(), "none/full-adversary", "--to", file.toString());
        Console ensemble = redoubt("model", "get", request.id(), "ensemble", "--to", file.toString());
        Console running = redoubt("model", "get", request.id(), "none/partial-adversarial", "--to", file.toString());

        assertThat(misspelt.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(misspelt.err())
                .contains("SUBJECT: 'none/full-adversary' is not a model of " + request.id()
                        + "; did you mean none/full-adversarial?");
        assertThat(ensemble.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(ensemble.err()).contains("'ensemble' is an ensemble");
        assertThat(running.code()).isEqualTo(ExitCode.FAILED);
        assertThat(running.err()).contains("finetune/none/partial-adversarial is running");
        assertThat(file).doesNotExist();
    }

    @Test
    void reportIsPrintedOrWrittenInOneFormat() {
        Path file = folder.resolve("report/toy.md");

        Console printed = redoubt("report", request.id(), "--format", "md");
        Console written = redoubt("report", request.id(), "--format=md", "--to", file.toString());
        Console missing = redoubt("report", request.id(), "--format", "html");
        Console unknown = redoubt("report", request.id(), "--format", "pdf");

        assertThat(printed.code()).as(printed.err()).isEqualTo(ExitCode.OK);
        assertThat(printed.out()).isEqualToIgnoringNewLines("# Toy");
        assertThat(written.code()).as(written.err()).isEqualTo(ExitCode.OK);
        assertThat(file).hasContent("# Toy");
        assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.err()).contains("the store has no report.html of " + request.id());
        assertThat(unknown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("--format: 'pdf' is not known; use one of html, md, json");
    }

    @Test
    void listAndStatusShowTheProgressOfRunningJobs() {
        Console list = redoubt("list");
        Console status = redoubt("status", request.id());

        assertThat(list.code()).as(list.err()).isEqualTo(ExitCode.OK);
        assertThat(list.out()).containsPattern(request.id() + " +running +1/3 +1:23 +19(70|69)-");
        assertThat(status.out())
                .containsPattern(request.id() + " +running +1/3 jobs, updated 19(70|69)-")
                .containsPattern("finetune/none/partial-adversarial +running +epoch 2/3 .*1:23 left")
                .containsPattern("(?m)^ +evaluate/ensemble +waiting$");
    }

    @Test
    void listAndStatusPrintJson() {
        JsonNode list = Json.read(redoubt("list", "--json").out().getBytes(UTF_8), JsonNode.class);
        ExperimentStatus status =
                Json.read(redoubt("status", request.id(), "--json").out().getBytes(UTF_8), ExperimentStatus.class);
        JsonNode datasets = Json.read(redoubt("data", "list", "--json").out().getBytes(UTF_8), JsonNode.class);

        assertThat(list.get(0).get("experiment").textValue()).isEqualTo(request.id());
        assertThat(status.jobs()).hasSize(3);
        assertThat(datasets.get(0).get("name").textValue()).isEqualTo("toy");
    }

    @Test
    void plannedJobsSayWhichAreStored() throws Exception {
        Path file = Files.writeString(folder.resolve("request.yaml"), REQUEST);

        Console console = redoubt("lint", file.toString(), "--plan");

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(console.out())
                .containsPattern("\\d+ jobs, of which 1 stored")
                .contains("stored  finetune/" + SUBJECT, "new     finetune/none/partial-adversarial", "new     report")
                .doesNotContain("not checked");
    }

    @Test
    void planOfAnUnknownDataSetIsBadInput() throws Exception {
        Path file = Files.writeString(folder.resolve("other.yaml"), "{name: a, dataset: other, finetune: [{}]}");

        Console console = redoubt("lint", file.toString(), "--plan");

        assertThat(console.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(console.err()).startsWith("lint: dataset: 'other' is not in the store; known are toy");
    }
}
