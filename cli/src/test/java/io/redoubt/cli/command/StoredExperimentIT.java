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
import io.redoubt.api.event.WorkerDevice;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import io.redoubt.cli.client.ExperimentClient;
import io.redoubt.cli.model.SmallModel;
import io.redoubt.cli.option.ExitCode;
import io.redoubt.data.file.FileType;
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
    private static final byte[] HISTORY = Json.canonical(List.of(new EpochRecord(1, Map.of("loss", 2.5))));
    private static final String REQUEST = "{name: toy, dataset: toy, finetune: [{}, {scope: partial}]}";
    private static final DatasetManifest DATASET = new DatasetManifest(
            SchemaVersion.VERSION, "toy", "a".repeat(64), 7, List.of("ant", "bee"), 3, 32, 32, 100, 20);

    @TempDir
    static Path folder;

    private static EmbeddedStack stack;
    private static ExperimentRequest request;
    private static Job finetune;
    private static byte[] model;

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
        model = Files.readAllBytes(
                SmallModel.in(Files.createDirectory(folder.resolve("small"))).model());
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
                    new Artifact(finetune.fingerprint(), ResultFileNames.MODEL, Json.sha256(model), model.length),
                    new Artifact(
                            finetune.fingerprint(), ResultFileNames.HISTORY, Json.sha256(HISTORY), HISTORY.length));
            store.put(StoreKeys.resultPart(parts.get(0)), model);
            store.put(StoreKeys.resultPart(parts.get(1)), HISTORY);
            store.put(
                    StoreKeys.experiment(request.id(), ResultFileNames.ROBUSTBENCH),
                    Json.pretty(Map.of(SUBJECT, Map.of("name", "toy"), "other", Map.of())));
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
            for (JobEvent event : events()) {
                producer.send(record(Topics.EVENTS, event)).get();
            }
            producer.send(record(
                            Topics.RESULTS,
                            new Report(
                                    SchemaVersion.VERSION,
                                    request.id(),
                                    "toy",
                                    20,
                                    Map.of(),
                                    List.of(ReportRow.builder(SUBJECT, "P1,F4", "none")
                                            .standardAccuracy(0.8)
                                            .robustAccuracy(0.5, List.of(0.3, 0.7))
                                            .build()),
                                    List.of(),
                                    Optional.empty(),
                                    List.of(),
                                    Map.of("request", request))))
                    .get();
        }
    }

    /** Events of the second attempt of a job, the last one of now. */
    private static List<JobEvent> events() {
        JobEvent event = new JobEvent(
                SchemaVersion.VERSION,
                request.id(),
                "finetune/none/partial-adversarial",
                Stage.FINETUNE,
                "b".repeat(64),
                EventType.STARTED,
                Instant.EPOCH,
                "worker-7",
                2,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
        Progress epoch = new Progress("select", 1, 3, 90, 90, 10, 160, Map.of("loss", 1.5, "robustAccuracy", 0.25));
        return List.of(
                event,
                at(event, EventType.EPOCH, Instant.ofEpochSecond(60)).with(epoch),
                at(event, EventType.PROGRESS, Clock.systemUTC().instant())
                        .with(new Progress("train", 2, 3, 30, 90, 10, 83, Map.of()))
                        .withDevice(Optional.of(new WorkerDevice(
                                "cuda:0",
                                Optional.of("NVIDIA H200"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))));
    }

    private static JobEvent at(JobEvent event, EventType type, Instant time) {
        return new JobEvent(
                event.schema(),
                event.experiment(),
                event.node(),
                event.stage(),
                event.fingerprint(),
                type,
                time,
                event.worker(),
                event.attempt(),
                Optional.empty(),
                Optional.empty(),
                false,
                "");
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
        assertThat(file).hasBinaryContent(model);
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
        assertThat(unknown.err()).contains("--format: 'pdf' is not known; use one of html, md, json, csv");
    }

    @Test
    void tablesOfTheReportAreWrittenAsCsv() {
        Console results = redoubt("report", request.id(), "--format", "csv");
        Console alarms = redoubt("report", request.id(), "--format", "csv", "--table", "alarms");
        Console html = redoubt("report", request.id(), "--format", "html", "--table", "alarms");

        assertThat(results.code()).as(results.err()).isEqualTo(ExitCode.OK);
        assertThat(results.out()).startsWith("experiment,subject,scenario,pretext,standardAccuracy");
        assertThat(alarms.out()).startsWith("experiment,alarm");
        assertThat(html.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(html.err()).contains("--table: is for --format csv only");
    }

    @Test
    void listAndStatusShowTheProgressOfRunningJobs() {
        Console list = redoubt("list");
        Console status = redoubt("status", request.id());

        assertThat(list.code()).as(list.err()).isEqualTo(ExitCode.OK);
        assertThat(list.out()).containsPattern(request.id() + " +running +1/3 +1:23 +19(70|69)-");
        assertThat(status.out())
                .containsPattern(request.id() + " +running +1/3 jobs, updated 19(70|69)-")
                .containsPattern(
                        "(?m)finetune/none/partial-adversarial +running +epoch 2/3 .*1:23 left  on cuda:0 \\(NVIDIA H200\\)$")
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

    @Test
    void logsPrintTheEventsOfAllJobsOrOfSome() {
        Console all = redoubt("logs", request.id());
        Console recent = redoubt("logs", request.id(), "finetune/none", "--since", "10m");
        Console other = redoubt("logs", request.id(), "finetune/" + SUBJECT);
        Console unknown = redoubt("logs", request.id(), "finetune/none/partial-adversary");

        assertThat(all.code()).as(all.err()).isEqualTo(ExitCode.OK);
        assertThat(all.out())
                .containsPattern("19(70|69)-.*  finetune/none/partial-adversarial +started \\(attempt 2\\) on worker-7")
                .contains("epoch 1/3 done: loss 1.5000, robustAccuracy 0.2500");
        assertThat(recent.out().lines()).singleElement().asString().contains("epoch 2/3  train  30/90 images");
        assertThat(other.out()).isEmpty();
        assertThat(unknown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("did you mean finetune/none/partial-adversarial?");
    }

    @Test
    void logsPrintOneJsonDocumentPerLine() {
        List<JobEvent> events = redoubt("logs", request.id(), "--json")
                .out()
                .lines()
                .map(line -> Json.read(line.getBytes(UTF_8), JobEvent.class))
                .toList();

        assertThat(events)
                .extracting(JobEvent::type)
                .containsExactly(EventType.STARTED, EventType.EPOCH, EventType.PROGRESS);
    }

    @Test
    void modelIsExportedWithItsCard() throws Exception {
        Path to = folder.resolve("export");

        Console first = redoubt("export", request.id(), SUBJECT, "--to", to.toString());
        Console again = redoubt("export", request.id(), SUBJECT, "--to", to.toString());
        Files.writeString(to.resolve("README.md"), "license: mit");
        Console edited = redoubt("export", request.id(), SUBJECT, "--to", to.toString());

        assertThat(first.code()).as(first.err()).isEqualTo(ExitCode.OK);
        assertThat(first.out().lines()).hasSize(3).allMatch(line -> line.startsWith("wrote " + to));
        assertThat(to.resolve("model.safetensors")).hasBinaryContent(model);
        assertThat(to.resolve("robustbench.json")).content().contains("toy").doesNotContain("other");
        assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.OK);
        assertThat(edited.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(edited.err()).contains("README.md exists and has other content");
        assertThat(to.resolve("README.md")).hasContent("license: mit");
    }

    @Test
    void modelIsExportedAsTorchScript() throws Exception {
        Path to = folder.resolve("script");

        Console console = redoubt("export", request.id(), SUBJECT, "--format", "torchscript", "--to", to.toString());

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        assertThat(FileType.of(to.resolve("model.pt"))).isEqualTo(FileType.TORCHSCRIPT);
        assertThat(to.resolve("README.md")).content().contains("torch.jit.load(\"model.pt\")");
    }

    @Test
    void curvesAreExportedForTensorBoard() {
        Path to = folder.resolve("curves");

        Console console = redoubt("export", request.id(), "--format", "tensorboard", "--to", to.toString());

        assertThat(console.code()).as(console.err()).isEqualTo(ExitCode.OK);
        for (String run : List.of("finetune/" + SUBJECT, "finetune/none/partial-adversarial", "report/" + SUBJECT)) {
            assertThat(to.resolve(request.id()).resolve(run)).as(run).isDirectoryContaining("glob:**.tfevents.*");
        }
    }

    @Test
    void exportWithoutASubjectOrOfAnUnknownOneIsBadInput() {
        String to = folder.resolve("nothing").toString();

        Console missing = redoubt("export", request.id(), "--to", to);
        Console unknown = redoubt("export", request.id(), "none/full-standard", "--to", to);

        assertThat(missing.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(missing.err()).contains("SUBJECT: is missing");
        assertThat(unknown.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(unknown.err()).contains("'none/full-standard' is not a subject of " + request.id());
    }
}
