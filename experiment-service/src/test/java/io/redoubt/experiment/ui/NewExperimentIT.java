package io.redoubt.experiment.ui;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.Topics;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.Job;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.experiment.Requests;
import io.redoubt.experiment.plan.Plan;
import io.redoubt.experiment.plan.PlanNode;
import io.redoubt.experiment.rest.EmbeddedStackResource;
import io.redoubt.pipeline.dataset.DatasetCatalog;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.testkit.Topic;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on which a request is written, with its twin in JSON. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class NewExperimentIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    Path folder;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    DatasetCatalog catalog;

    @Inject
    ObjectStore store;

    @BeforeEach
    void storeDataset() throws IOException {
        catalog.publish(Files.write(folder.resolve("data.safetensors"), DATA), manifest());
    }

    private static DatasetManifest manifest() {
        DatasetManifest sample = Requests.DATASET;
        return new DatasetManifest(
                SchemaVersion.VERSION,
                sample.name(),
                Json.sha256(DATA),
                DATA.length,
                sample.classes(),
                1,
                32,
                32,
                5000,
                1000);
    }

    private static String chain(String name) {
        return new String(Requests.chain(name), StandardCharsets.UTF_8);
    }

    /** Sends the form as browsers do: with the line ends of forms. */
    private static ValidatableResponse send(String text, String action) {
        return given().accept("text/html")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParam("request", text.replace("\n", "\r\n"))
                .formParam("action", action)
                .redirects()
                .follow(false)
                .post("/ui/new")
                .then();
    }

    private List<String> published(String name) {
        return new Topic(bootstrapServers, Topics.EXPERIMENTS)
                .records().stream()
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                        .filter(text -> text.contains(name))
                        .toList();
    }

    @Test
    void validRequestIsPublishedAsWrittenAndShown() {
        String text = chain("new-valid") + "# größer\n";
        String id = Requests.read(Requests.yaml(text)).id();

        send(text, "submit").statusCode(303).header("Location", endsWith("/ui/experiments/" + id));

        assertThat(published("new-valid")).containsExactly(text);
        assertThat(DashboardIT.page("/ui/experiments/" + id)).contains("<h1>new-valid</h1>");
    }

    @Test
    void misspeltFieldIsNamedWithItsLineAndNothingIsPublished() {
        String text = "name: new-misspelt\nfinetune:\n  - {from: none, epoch: 3}\n";

        String page = send(text, "submit").statusCode(400).extract().asString();

        assertThat(page)
                .contains("Not submitted: correct 1 problem first")
                .contains("data-line=\"3\">Line 3</a> <code>finetune[0].epoch</code>", "did you mean epochs?")
                .contains(">\nname: new-misspelt\nfinetune:\n  - {from: none, epoch: 3}\n</textarea>");
        assertThat(page.indexOf("did you mean")).isLessThan(page.indexOf("<textarea"));
        assertThat(published("new-misspelt")).isEmpty();
        given().body(Requests.yaml(text))
                .post("/check")
                .then()
                .statusCode(200)
                .body("valid", equalTo(false))
                .body("problems[0].line", equalTo(3))
                .body("problems[0].field", equalTo("finetune[0].epoch"));
    }

    @Test
    void checkPlansTheJobsAndPublishesNothing() {
        String page = send(chain("new-checked"), "").statusCode(200).extract().asString();

        assertThat(page)
                .contains("Valid: 6 jobs", "<th scope=\"row\">attack</th><td class=\"num\">2</td>")
                .doesNotContain("style=", "<script>", "onclick");
        assertThat(published("new-checked")).isEmpty();
        given().body(Requests.chain("new-checked"))
                .post("/check")
                .then()
                .body("valid", equalTo(true))
                .body("stages[0].stage", equalTo("pretrain"))
                .body("stages[0].stored", equalTo(0));
    }

    @Test
    void storedResultsAreCounted() {
        byte[] text = Requests.yaml(chain("new-stored") + "seed: 77\n");
        ExperimentRequest request = Requests.read(text);
        PlanNode pretraining =
                Plan.of(request.id(), request, manifest()).nodes().get(0);
        Job job = Job.of(request.id(), pretraining.name(), pretraining.spec(), Map.of());
        store.put(
                StoreKeys.resultManifest(job.fingerprint()),
                Json.pretty(new ResultManifest(
                        SchemaVersion.VERSION,
                        job.fingerprint(),
                        Stage.PRETRAIN,
                        List.of(),
                        Map.of(),
                        Instant.now(),
                        "worker-7")));

        given().body(text)
                .post("/check")
                .then()
                .body("stages[0].stage", equalTo("pretrain"))
                .body("stages[0].stored", equalTo(1))
                .body("stages[1].stored", equalTo(0));
    }

    @Test
    void problemsWithTheDataSetAreFoundBeforeTheTrackerRejects() {
        send("name: new-images\nevaluate: {images: 1001}\nfinetune: [{from: none}]\n", "submit")
                .statusCode(400)
                .body(containsString("Line 2</a> <code>evaluate.images</code> 1001 is more than the 1000 test images"));
        send("name: [", "").statusCode(200).body(containsString("the request is neither YAML nor JSON: line 1"));
    }

    @Test
    void hostileTextIsEscaped() {
        String page = send("name: </textarea><script>alert(1)</script>\n<img src=x>: 1\n", "submit")
                .statusCode(400)
                .extract()
                .asString();

        assertThat(page).contains("&lt;/textarea&gt;&lt;script&gt;").doesNotContain("<script>alert", "<img");
    }

    @Test
    void longRequestFitsTheForm() {
        send(chain("new-long") + "# comment\n".repeat(20_000), "")
                .statusCode(200)
                .body(containsString("Valid: 6 jobs"));
    }

    @Test
    void forkStartsFromTheRequestAsSent() {
        String text = chain("new-forked") + "# kept\n";
        String id = given().body(Requests.yaml(text)).post("/experiments").path("experiment");
        await().atMost(TIMEOUT)
                .until(() -> when().get("/experiments/" + id + "/request/sent").statusCode() == 200);

        String page = DashboardIT.page("/ui/new?fork=" + id);

        assertThat(page).contains(">\n" + text + "</textarea>", "an existing experiment</a>");
        assertThat(DashboardIT.page("/ui/experiments/" + id)).contains("href=\"/ui/new?fork=" + id + "\"");
        given().accept("text/html").get("/ui/new?fork=none-1").then().statusCode(404);
    }

    @Test
    void templatesAreTheFilesOfTheRepository() throws IOException {
        for (RequestTemplate template : RequestTemplate.values()) {
            assertThat(Requests.read(Requests.yaml(template.text())).name()).isNotEmpty();
        }
        assertThat(RequestTemplate.QUICKSTART.text())
                .isEqualTo(new String(Requests.quickstart(), StandardCharsets.UTF_8));
        assertThat(DashboardIT.page("/ui/new?template=quickstart")).contains("name: quickstart");
        assertThat(DashboardIT.page("/ui/new")).contains("Valid: ", "name: my-experiment");
        given().accept("text/html")
                .get("/ui/new?template=none")
                .then()
                .statusCode(400)
                .body(containsString("use one of minimal, quickstart, fast, paper-table"));
    }
}
