package io.redoubt.experiment.ui;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
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
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.rest.EmbeddedStackResource;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.testkit.Topic;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of one experiment and the comparison, with their twins in JSON. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ExperimentPageIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final byte[] DATA = {1, 2, 3};
    private static final String MODEL = "none/full-adversarial";

    @TempDir
    Path folder;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    DatasetCatalog catalog;

    @Inject
    ObjectStore store;

    private static String fingerprint(String id, String node) {
        return Json.sha256((id + node).getBytes(StandardCharsets.UTF_8));
    }

    private static JobStatus job(String id, String node, Stage stage, JobState state, String message) {
        return new JobStatus(node, stage, state, fingerprint(id, node), "", "", message);
    }

    private void publish(String id, ExperimentState state, String message, JobStatus... jobs) {
        new Topic(bootstrapServers, Topics.STATUS)
                .send(
                        id,
                        Json.canonical(
                                new ExperimentStatus(1, id, "page", state, message, Instant.now(), List.of(jobs))));
        await().atMost(TIMEOUT).until(() -> when().get("/experiments/" + id).statusCode() == 200);
    }

    private JobEvent event(String id, String node, Stage stage, EventType type) {
        return new JobEvent(
                SchemaVersion.VERSION,
                id,
                node,
                stage,
                fingerprint(id, node),
                type,
                Instant.now(),
                "worker-7",
                1,
                Optional.empty(),
                Optional.empty(),
                false,
                "");
    }

    private void send(JobEvent event) {
        new Topic(bootstrapServers, Topics.EVENTS).send(Json.canonical(event));
    }

    private void sendEvaluated(String id, double robust) {
        ResultManifest result = new ResultManifest(
                SchemaVersion.VERSION,
                fingerprint(id, "evaluate/" + MODEL),
                Stage.EVALUATE,
                List.of(),
                Map.of(
                        ResultManifest.STANDARD_ACCURACY,
                        0.772,
                        ResultManifest.ROBUST_ACCURACY,
                        robust,
                        ResultManifest.ROBUST_ACCURACY_LOW,
                        robust - 0.03,
                        ResultManifest.ROBUST_ACCURACY_HIGH,
                        robust + 0.03),
                Instant.now(),
                "worker-7");
        send(event(id, "evaluate/" + MODEL, Stage.EVALUATE, EventType.SUCCEEDED).with(result, false));
    }

    /** An update replaces only parts that the page has. */
    @Test
    void pageWithoutJobsHasThePartsThatUpdatesReplace() {
        publish("page-accepted", ExperimentState.RUNNING, "");
        publish("page-rejected", ExperimentState.REJECTED, "dataset: not stored");

        assertThat(DashboardIT.page("/ui/experiments/page-accepted"))
                .contains("<section id=\"curves\" aria", "<section id=\"jobs\" aria", "The jobs are not planned yet");
        assertThat(DashboardIT.page("/ui/experiments/page-rejected"))
                .contains("<section id=\"curves\" hidden", "<section id=\"jobs\" hidden", "dataset: not stored");
    }

    @Test
    void runningExperimentShowsAttemptsCurvesAndTheResultsSoFar() {
        String node = "finetune/rotation/full-adversarial";
        JobEvent training = event("page-running", node, Stage.FINETUNE, EventType.STARTED);
        send(training);
        send(event("page-running", node, Stage.FINETUNE, EventType.EPOCH)
                .with(new Progress("select", 1, 4, 10, 10, 9, 120, Map.of("loss", 1.25, "robustAccuracy", 0.31))));
        sendEvaluated("page-running", 0.689);
        publish(
                "page-running",
                ExperimentState.RUNNING,
                "",
                job("page-running", node, Stage.FINETUNE, JobState.RUNNING, ""),
                job("page-running", "evaluate/" + MODEL, Stage.EVALUATE, JobState.SUCCEEDED, ""),
                job("page-running", "report", Stage.REPORT, JobState.WAITING, ""));

        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/experiments/page-running/results")
                .then()
                .body("rows[0].subject", equalTo(MODEL))
                .body("rows[0].robustAccuracy", equalTo(0.689f))
                .body("complete", equalTo(false)));
        String page = DashboardIT.page("/ui/experiments/page-running");

        assertThat(page)
                .contains("worker-7", "1 of 3 jobs", "68.9", "65.9–71.9", "epoch 1 of 4", "<svg", "name=\"action\"")
                .doesNotContain("report.html\"");
        when().get("/experiments/page-running/models/rotation/full-adversarial")
                .then()
                .statusCode(404)
                .body("detail", containsString("its model is stored when it has succeeded"));
        when().get("/experiments/page-running/models/jigsaw/full-adversarial")
                .then()
                .statusCode(404)
                .body("detail", containsString("Use one of rotation/full-adversarial"));
        when().get("/experiments/page-running/curves")
                .then()
                .body("[0].node", equalTo(node))
                .body("[0].epochs[0].metrics.loss", equalTo(1.25f));
        when().get("/experiments/page-running/jobs")
                .then()
                .body("[0].history.attempts[0].worker", equalTo("worker-7"))
                .body("[0].history.attempts[0].outcome", equalTo("running"));
        when().get("/experiments/page-running/summary")
                .then()
                .body("timeLeft.seconds", equalTo(120.0f))
                .body("best.subject", equalTo(MODEL));
    }

    @Test
    void failedExperimentShowsTheReasonAboveAll() {
        String reason = "finetune/x: the loss is NaN at <step> 3";
        publish(
                "page-failed",
                ExperimentState.FAILED,
                reason,
                job("page-failed", "finetune/x", Stage.FINETUNE, JobState.FAILED, reason),
                job("page-failed", "report", Stage.REPORT, JobState.CANCELLED, reason));

        String page = DashboardIT.page("/ui/experiments/page-failed");

        assertThat(page).contains("Needs attention", "the loss is NaN at &lt;step&gt; 3");
        assertThat(page.indexOf("Needs attention")).isLessThan(page.indexOf("id=\"plan-head\""));
        assertThat(page).doesNotContain("value=\"cancel\"");
    }

    @Test
    void finishedExperimentShowsItsReport() {
        ReportRow row = ReportRow.builder(MODEL, "P1,F4", "none")
                .standardAccuracy(0.8)
                .robustAccuracy(0.5, List.of(0.45, 0.55))
                .attacks(Map.of("pgd-20", 0.51))
                .build();
        store.put(
                StoreKeys.experiment("page-done", "report.json"),
                Json.canonical(new Report(
                        SchemaVersion.VERSION,
                        "page-done",
                        "fashion-mnist-mini",
                        1000,
                        Map.of(),
                        List.of(row),
                        List.of(),
                        Optional.empty(),
                        List.of("subset not mixed: only the first images"),
                        Map.of())));
        publish(
                "page-done",
                ExperimentState.SUCCEEDED,
                "",
                job("page-done", "report", Stage.REPORT, JobState.SUCCEEDED, ""));

        String page = DashboardIT.page("/ui/experiments/page-done");

        assertThat(page).contains("P1,F4", "pgd-20", "51.0", "subset not mixed", "/experiments/page-done/report.html");
        assertThat(DashboardIT.page("/ui/experiments?filter=page-done")).contains("<strong>50.0</strong>");
    }

    @Test
    void submittedRequestIsShownWithItsPlan() throws IOException {
        Path data = Files.write(folder.resolve("data.safetensors"), DATA);
        DatasetManifest manifest = Requests.DATASET;
        catalog.publish(
                data,
                new DatasetManifest(
                        SchemaVersion.VERSION,
                        manifest.name(),
                        Json.sha256(DATA),
                        DATA.length,
                        manifest.classes(),
                        1,
                        32,
                        32,
                        5000,
                        1000));
        String text = new String(Requests.chain("page-plan"), StandardCharsets.UTF_8) + "# a comment\n";
        String id = given().contentType("application/yaml; charset=UTF-8")
                .body(text.getBytes(StandardCharsets.UTF_8))
                .post("/experiments")
                .then()
                .statusCode(202)
                .extract()
                .path("experiment");

        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/experiments/" + id + "/jobs")
                .then()
                .statusCode(200)
                .body("[1].needs", equalTo(List.of("pretrain/rotation"))));
        when().get("/experiments/" + id + "/request/sent").then().body(equalTo(text));
        when().get("/experiments/" + id + "/request").then().body("evaluate.shard", equalTo(500));
        assertThat(DashboardIT.page("/ui/experiments/" + id))
                .contains("# a comment", "waits for pretrain/rotation", "attack/rotation/full-adversarial: waiting");
    }

    @Test
    void comparisonGroupsSeedsAndShowsWhatDiffers() throws IOException {
        List<String> ids = new ArrayList<>();
        for (String fields : List.of("seed: 1", "seed: 2", "seed: 1, model: {width: 16}")) {
            ids.add(submitted("{name: page-seed, dataset: nowhere, " + fields + ", finetune: [{from: none}]}"));
        }
        String query = "?ids=" + String.join(",", ids);

        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/comparison" + query)
                .then()
                .body("differences.seed.'" + ids.get(1) + "'", equalTo("2"))
                .body("differences.'model.width'.'" + ids.get(2) + "'", equalTo("16"))
                .body("differences.size()", equalTo(2))
                .body("groups.seeds", equalTo(List.of(List.of(1, 2), List.of(1)))));
        assertThat(DashboardIT.page("/ui/compare" + query))
                .contains("<code>model.width</code>", "Make page-seed the baseline", "seed 2")
                .doesNotContain("<code>seed</code>");
        when().get("/comparison/curves" + query).then().body("experiments[0].size()", equalTo(2));
        assertThat(DashboardIT.page("/ui/compare")).contains("Choose at least two experiments");
    }

    private static String submitted(String request) throws IOException {
        given().contentType("application/yaml")
                .body(Requests.yaml(request))
                .post("/experiments")
                .then()
                .statusCode(202);
        return Requests.read(Requests.yaml(request)).id();
    }

    @Test
    void unknownExperimentIsExplained() {
        given().accept("text/html")
                .get("/ui/experiments/none-1")
                .then()
                .statusCode(404)
                .contentType(containsString("text/html"))
                .body(containsString("no experiment none-1"));
        when().get("/experiments/none-1/curves").then().statusCode(404);
        when().get("/experiments/none-1/models/rotation/full-adversarial")
                .then()
                .statusCode(404);
    }
}
