package io.redoubt.experiment.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ControlCommand;
import io.redoubt.api.event.EventType;
import io.redoubt.api.event.JobEvent;
import io.redoubt.api.job.Job;
import io.redoubt.api.report.Report;
import io.redoubt.experiment.Requests;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.pipeline.trace.TraceHeaders;
import io.redoubt.testkit.Topic;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service on a real broker and a real store. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ExperimentServiceIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern WORKER = Pattern.compile("\"worker\":\"(worker-\\d)\"");

    @TempDir
    Path folder;

    @TestHTTPResource
    URI service;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    DatasetCatalog catalog;

    @Inject
    ObjectStore store;

    @BeforeEach
    void publishDataSet() throws IOException {
        Datasets.publish(catalog, folder);
    }

    /** The seed depends on the name, so that experiments of different names share no jobs. */
    private static byte[] request(String name) {
        return Requests.yaml(new String(Requests.chain(name), StandardCharsets.UTF_8) + "seed: " + name.hashCode());
    }

    static RequestSpecification body(byte[] payload) {
        return given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/yaml")
                .body(payload);
    }

    private static String submit(byte[] request) {
        return body(request)
                .post("/experiments")
                .then()
                .statusCode(202)
                .header(
                        "Location",
                        endsWith("/experiments/" + Requests.read(request).id()))
                .extract()
                .path("experiment");
    }

    private static void awaitState(String id, String state) {
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        when().get("/experiments/" + id).then().statusCode(200).body("state", equalTo(state)));
    }

    private Topic topic(String name) {
        return new Topic(bootstrapServers, name);
    }

    private List<Job> queued(String id) {
        return Topics.queues().stream()
                .flatMap(queue -> topic(queue).values(Job.class).stream())
                .filter(job -> job.experiment().equals(id))
                .toList();
    }

    @Test
    void submittedRequestRunsAndQueuesItsFirstJob() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String id = body(request("first"))
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .post("/experiments")
                .then()
                .statusCode(202)
                .extract()
                .path("experiment");

        awaitState(id, "running");
        assertThat(queued(id)).extracting(Job::node).containsExactly("pretrain/rotation");
        assertThat(topic("redoubt.jobs.pretrain.rotation").records())
                .filteredOn(record ->
                        Json.read(record.value(), Job.class).experiment().equals(id))
                .singleElement()
                .satisfies(record -> assertThat(TraceHeaders.traceparent(TraceHeaders.context(record.headers())))
                        .contains(trace));
        when().get("/experiments").then().statusCode(200).body("experiment", hasItem(id));
        when().get("/experiments/" + id)
                .then()
                .body("jobs[0].queue", equalTo("redoubt.jobs.pretrain.rotation"))
                .body(
                        "jobs[0].message",
                        equalTo("no worker takes redoubt.jobs.pretrain.rotation; start a pretrain-service with"
                                + " REDOUBT_PRETRAIN_TASKS=rotation or all"));
    }

    @Test
    void rejectsAnUnknownDataSetUnderTheSubmittedId() {
        String id = submit(Requests.yaml("{name: lost, dataset: nowhere, finetune: [{from: none}]}"));

        awaitState(id, "rejected");
        when().get("/experiments/" + id).then().body("message", containsString("dataset: 'nowhere'"));
    }

    @Test
    void deadLettersAnUnreadableRecordAndRunsTheNextRequest() {
        byte[] poison = {0, 1, 2, 3};
        byte[] next = request("next");

        topic(Topics.EXPERIMENTS).send(poison);
        topic(Topics.EXPERIMENTS).send(next);

        awaitState(Requests.read(next).id(), "running");
        assertThat(topic(Topics.DEAD_LETTERS).records()).anySatisfy(deadLetter -> {
            assertThat(deadLetter.value()).isEqualTo(poison);
            assertThat(deadLetter.headers().lastHeader("redoubt-reason")).isNotNull();
        });
        assertThat(queued(Requests.read(next).id())).hasSize(1);
    }

    @Test
    void resubmissionQueuesNoJobs() {
        byte[] request = request("twice");
        String id = submit(request);

        body(request)
                .post("/experiments")
                .then()
                .statusCode(200)
                .header("Location", endsWith("/experiments/" + id))
                .body("experiment", equalTo(id));

        await().atMost(TIMEOUT)
                .until(() -> topic(Topics.STATUS).records().stream()
                                .filter(record -> new String(record.key(), StandardCharsets.UTF_8).equals(id))
                                .count()
                        == 2);
        assertThat(queued(id)).hasSize(1);
    }

    @Test
    void pausesResumesAndCancelsAnExperiment() {
        String id = submit(request("controlled"));
        awaitState(id, "running");

        conflict(id, "resume", "experiment " + id + " is not paused");
        when().post("/experiments/" + id + "/pause").then().statusCode(202);
        awaitState(id, "paused");
        conflict(id, "pause", "experiment " + id + " is already paused");
        when().post("/experiments/" + id + "/resume").then().statusCode(202);
        awaitState(id, "running");
        when().post("/experiments/" + id + "/cancel").then().statusCode(202);
        awaitState(id, "cancelled");
        for (String command : List.of("pause", "resume", "cancel")) {
            conflict(id, command, "experiment " + id + " has already ended: cancelled");
        }
        when().get("/experiments/" + id + "/report")
                .then()
                .statusCode(404)
                .body("detail", equalTo("experiment " + id + " has no report: it is cancelled"));
    }

    @Test
    void deletesAnEndedExperimentWithItsData() {
        String id = submit(request("deleted"));
        awaitState(id, "running");
        String job = queued(id).get(0).fingerprint();
        store.put(StoreKeys.experiment(id, "report.json"), new byte[5]);
        store.put(StoreKeys.resultPart(job, "model.safetensors"), new byte[7]);
        when().delete("/experiments/" + id)
                .then()
                .statusCode(409)
                .body(
                        "detail",
                        equalTo("experiment " + id + " has not ended; wait for it, or `redoubt cancel` it first"));
        when().post("/experiments/" + id + "/cancel").then().statusCode(202);
        awaitState(id, "cancelled");

        when().delete("/experiments/" + id + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("objects", equalTo(2))
                .body("bytes", equalTo(12));
        when().get("/experiments/" + id).then().statusCode(200);
        when().delete("/experiments/" + id)
                .then()
                .statusCode(200)
                .body("experiments", equalTo(List.of(id)))
                .body("dryRun", equalTo(false))
                .body("bytes", equalTo(12));

        when().get("/experiments/" + id).then().statusCode(404);
        assertThat(store.list(StoreKeys.experiment(id))).isEmpty();
        assertThat(store.list(StoreKeys.job(job))).isEmpty();
        when().delete("/experiments/" + id).then().statusCode(404);
    }

    @Test
    void answersWithoutContentIfNothingHasChanged() {
        String id = submit(request("tagged"));
        awaitState(id, "running");
        store.put(StoreKeys.experiment(id, "report.html"), new byte[9]);
        for (String path : List.of("", "/report.html", "/jobs")) {
            String tag =
                    when().get("/experiments/" + id + path).then().extract().header("ETag");

            given().header("If-None-Match", tag)
                    .get("/experiments/" + id + path)
                    .then()
                    .statusCode(304)
                    .header("ETag", equalTo(tag))
                    .body(equalTo(""));
        }
        String running = when().get("/experiments/" + id).then().extract().header("ETag");
        when().post("/experiments/" + id + "/pause").then().statusCode(202);
        awaitState(id, "paused");
        given().header("If-None-Match", running)
                .get("/experiments/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("paused"));
    }

    private static void conflict(String id, String command, String message) {
        when().post("/experiments/" + id + "/" + command).then().statusCode(409).body("detail", equalTo(message));
    }

    @Test
    void acceptedRequestIsVisibleAndCanBeCancelledAtOnce() {
        String id = submit(request("at-once"));

        when().get("/experiments/" + id).then().statusCode(200).body("state", oneOf("accepted", "running"));
        when().post("/experiments/" + id + "/cancel").then().statusCode(202);

        awaitState(id, "cancelled");
    }

    @Test
    void cancelledExperimentCanBeSubmittedAndCancelledAgainAtOnce() {
        String id = submit(request("again"));
        when().post("/experiments/" + id + "/cancel").then().statusCode(202);
        awaitState(id, "cancelled");

        submit(request("again"));
        when().post("/experiments/" + id + "/pause").then().statusCode(202);

        awaitState(id, "paused");
    }

    @Test
    void unknownExperimentIsNotFound() {
        String unknown = "no experiment none-1; `redoubt list` shows them all";
        for (String path : List.of("", "/report", "/report.md", "/robustbench.json", "/events")) {
            when().get("/experiments/none-1" + path).then().statusCode(404).body("detail", equalTo(unknown));
        }
        for (String command : List.of("pause", "resume", "cancel")) {
            when().post("/experiments/none-1/" + command).then().statusCode(404).body("detail", equalTo(unknown));
        }
    }

    @Test
    void deadLettersACommandForAnUnknownExperiment() {
        byte[] command = Json.canonical(
                new ControlCommand(SchemaVersion.VERSION, "typo-0123456789", ControlCommand.Action.CANCEL));

        topic(Topics.CONTROL).send(command);

        ConsumerRecord<byte[], byte[]> letter =
                topic(Topics.DEAD_LETTERS).first("the command", record -> Arrays.equals(record.value(), command));
        assertThat(new String(letter.headers().lastHeader("redoubt-reason").value(), StandardCharsets.UTF_8))
                .isEqualTo("no experiment typo-0123456789; `redoubt list` shows them all");
    }

    @Test
    void servesReportsInTheRequestedFormat() {
        for (String file : List.of("report.json", "report.html", "report.md", "robustbench.json")) {
            store.put(StoreKeys.experiment("done-1", file), file.getBytes(StandardCharsets.UTF_8));
            when().get("/experiments/done-1/" + file).then().statusCode(200).body(equalTo(file));
        }
        when().get("/experiments/done-1/report").then().body(equalTo("report.json"));
        given().accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/experiments/done-1/report")
                .then()
                .contentType("text/html;charset=UTF-8")
                .body(equalTo("report.html"));
        given().accept("text/markdown").get("/experiments/done-1/report").then().body(equalTo("report.md"));
    }

    @Test
    void servesTablesOfTheReportAsCsv() {
        Report report = new Report(
                SchemaVersion.VERSION,
                "done-2",
                "toy",
                1,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of("low, too low"),
                Map.of());
        store.put(StoreKeys.experiment("done-2", "report.json"), Json.pretty(report));

        given().accept("text/csv")
                .get("/experiments/done-2/report")
                .then()
                .contentType("text/csv;charset=UTF-8")
                .body(startsWith("experiment,subject,"));
        when().get("/experiments/done-2/report.csv?table=alarms")
                .then()
                .body(equalTo("experiment,alarm\ndone-2,\"low, too low\"\n"));
        when().get("/experiments/done-2/report.csv?table=alarm").then().statusCode(400);
    }

    @Test
    void endOfAnExperimentIsNotified() {
        String id = submit(request("notified"));
        awaitState(id, "running");

        when().post("/experiments/" + id + "/cancel").then().statusCode(202);

        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(EmbeddedStackResource.notifications())
                .anySatisfy(request -> assertThat(request.body()).contains(id, "\"state\":\"cancelled\"")));
    }

    @Test
    void streamsEvents() throws Exception {
        String id = submit(request("watched"));
        awaitState(id, "running");
        Job job = queued(id).get(0);
        byte[] event = Json.canonical(JobEvent.of(job, EventType.STARTED, Instant.EPOCH, "worker-7", 1));
        HttpRequest watch = HttpRequest.newBuilder(service.resolve("/experiments/" + id + "/events"))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<Stream<String>> response =
                HttpClient.newHttpClient().send(watch, HttpResponse.BodyHandlers.ofLines());
        assertThat(response.statusCode()).isEqualTo(200);
        try (Stream<String> lines = response.body()) {
            CompletableFuture<String> line = CompletableFuture.supplyAsync(() ->
                    lines.filter(each -> each.contains("worker-7")).findFirst().orElseThrow());

            // The stream starts at the subscription, whose time is unknown, so the event is sent until it is received.
            await().atMost(TIMEOUT).until(() -> {
                topic(Topics.EVENTS).send(event);
                return line.isDone();
            });

            assertThat(line.get()).isEqualTo("data:" + new String(event, StandardCharsets.UTF_8));
        }
    }

    @Test
    void resumesAStreamAfterTheLastEventOfTheClient() throws Exception {
        String id = submit(request("resumed"));
        awaitState(id, "running");
        Job job = queued(id).get(0);
        List.of("worker-1", "worker-2", "worker-3").forEach(worker -> sendStarted(job, worker));

        Map<String, String> first = CompletableFuture.supplyAsync(() -> eventsAfter("0", id, "worker-3"))
                .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        CompletableFuture<Map<String, String>> resumed =
                CompletableFuture.supplyAsync(() -> eventsAfter(first.get("worker-1"), id, "worker-5"));
        List.of("worker-4", "worker-5").forEach(worker -> sendStarted(job, worker));

        assertThat(first.keySet()).containsExactly("worker-1", "worker-2", "worker-3");
        assertThat(resumed.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS).keySet())
                .containsExactly("worker-2", "worker-3", "worker-4", "worker-5");
        given().header("Last-Event-ID", "x")
                .get("/experiments/" + id + "/events")
                .then()
                .statusCode(400)
                .body("field", equalTo("Last-Event-ID"));
    }

    @Test
    void streamContinuesWithNewEventsAfterAnIdBeyondTheLast() {
        String id = submit(request("beyond"));
        awaitState(id, "running");
        Job job = queued(id).get(0);
        CompletableFuture<Map<String, String>> stream =
                CompletableFuture.supplyAsync(() -> eventsAfter("999999999999999999", id, "worker-8"));

        // The time of the subscription is unknown, so the event is sent until it is received.
        await().atMost(TIMEOUT).until(() -> {
            sendStarted(job, "worker-8");
            return stream.isDone();
        });

        assertThat(stream.join()).containsOnlyKeys("worker-8");
    }

    private void sendStarted(Job job, String worker) {
        topic(Topics.EVENTS).send(Json.canonical(JobEvent.of(job, EventType.STARTED, Instant.EPOCH, worker, 1)));
    }

    /** The ids by worker, in the order of the stream, up to the event of the last worker; fails on a repeated event. */
    private Map<String, String> eventsAfter(String lastEventId, String experiment, String lastWorker) {
        HttpRequest watch = HttpRequest.newBuilder(service.resolve("/experiments/" + experiment + "/events"))
                .header("Last-Event-ID", lastEventId)
                .build();
        Map<String, String> ids = new LinkedHashMap<>();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .send(watch, HttpResponse.BodyHandlers.ofLines())
                .body()) {
            String id = "";
            for (Iterator<String> line = lines.iterator(); !ids.containsKey(lastWorker); ) {
                String next = line.next();
                Matcher worker = WORKER.matcher(next);
                if (next.startsWith("id:")) {
                    id = next.substring("id:".length()).strip();
                } else if (worker.find()) {
                    assertThat(ids.put(worker.group(1), id)).as(next).isNull();
                }
            }
            return ids;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void listsDataSets() {
        when().get("/datasets")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body(equalTo(Json.write(catalog.list())));
    }

    @Test
    void servesHealthMetricsAndOpenApi() {
        await().atMost(TIMEOUT)
                .untilAsserted(() -> when().get("/q/health/ready").then().statusCode(200));
        when().get("/q/metrics").then().statusCode(200);
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/experiments/{id}'.get.summary",
                        equalTo("Returns the status of an experiment, and what its queued jobs wait for"));
    }
}
