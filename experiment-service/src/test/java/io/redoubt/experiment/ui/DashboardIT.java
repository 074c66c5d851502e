package io.redoubt.experiment.ui;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Json;
import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.rest.EmbeddedStackResource;
import io.redoubt.pipeline.store.ObjectStore;
import io.redoubt.pipeline.store.StoreKeys;
import io.redoubt.testkit.Topic;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The pages of the dashboard and their files. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class DashboardIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern REFERENCE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from \"([^\"]+)\"");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ObjectStore store;

    private void publish(String id, String name, ExperimentState state, String message) {
        new Topic(bootstrapServers, Topics.STATUS)
                .send(id, Json.canonical(new ExperimentStatus(1, id, name, state, message, Instant.now(), List.of())));
        await().atMost(TIMEOUT).until(() -> given().get("/experiments/" + id).statusCode() == 200);
    }

    static String page(String path) {
        return given().accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .extract()
                .asString();
    }

    @Test
    void signInPageSaysThatNoneIsRequired() {
        given().accept("text/html")
                .get("/ui/sign-in?next=/ui/queues")
                .then()
                .statusCode(200)
                .body(containsString("requires no sign-in"))
                .body(containsString("href=\"/ui/queues\""));
    }

    @Test
    void theAddressOfTheServiceLeadsToTheExperiments() {
        given().redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", containsString("/ui/experiments"));
        assertThat(page("/")).contains("<h1>Experiments</h1>");
    }

    @Test
    void everyFileOfAPageIsServedByThisService() {
        Set<String> files = references(page("/ui/experiments"), REFERENCE).stream()
                .filter(file -> !file.startsWith("#"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(files).contains("/ui/static/app.css").allMatch(file -> file.startsWith("/"));
        assertThat(page("/ui/experiments")).doesNotContain("style=", "<script>", "onclick");
        files.forEach(DashboardIT::requireServed);
    }

    private static void requireServed(String file) {
        String body = given().urlEncodingEnabled(false)
                .get(file.replace("&amp;", "&"))
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (file.endsWith(".js") && file.startsWith("/ui/")) {
            references(body, IMPORT).stream()
                    .map(URI.create(file)::resolve)
                    .forEach(imported -> requireServed(imported.toString()));
        }
    }

    private static List<String> references(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void textOfRequestsIsEscaped() {
        publish("hostile-1", "<img src=x onerror=alert(1)>", ExperimentState.REJECTED, "\"><script>alert(2)</script>");

        String list = page("/ui/experiments?filter=hostile-1");

        assertThat(list).contains("&lt;img src=x").doesNotContain("<img", "<script>alert");
        assertThat(given().queryParam("filter", "\"<script>alert(3)</script>\"")
                        .get("/ui/experiments")
                        .asString())
                .contains("&lt;script&gt;alert(3)")
                .doesNotContain("<script>alert");
    }

    @Test
    void listIsFilteredSortedAndPaged() {
        for (int i = 0; i < 60; i++) {
            publish("many-%03d".formatted(i), "many-%03d".formatted(i), ExperimentState.SUCCEEDED, "");
        }

        String second = page("/ui/experiments?filter=MANY-&state=succeeded&sort=-name&page=2");

        assertThat(second).contains("many-009", "many-000", "Page 2 of 2").doesNotContain("many-010");
        given().queryParam("filter", "many-")
                .queryParam("sort", "name")
                .queryParam("offset", 10)
                .queryParam("limit", 1)
                .get("/experiments")
                .then()
                .statusCode(200)
                .header("X-Total-Count", "60")
                .body("size()", equalTo(1))
                .body("[0].experiment", equalTo("many-010"))
                .body("[0].summary.jobs", equalTo(0));
        when().get("/experiments?state=failed&filter=many-").then().body("size()", equalTo(0));
        assertThat(page("/ui/experiments?filter=no-such-name")).contains("No experiment matches");
    }

    @Test
    void listHasTheChosenColumnsAndKeepsThem() {
        publish("columns-1", "columns", ExperimentState.SUCCEEDED, "");

        String list = given().queryParam("filter", "name:columns state:succeeded")
                .queryParam("column", "standard", "submitted")
                .get("/ui/experiments")
                .asString();

        assertThat(list)
                .contains("Its TA", "Submitted", "columns-1")
                .doesNotContain("<td class=\"state\">")
                .contains(
                        "filter=name%3Acolumns+state%3Asucceeded&amp;sort=name&amp;column=standard&amp;column=submitted")
                .contains("href=\"/experiments?filter=name%3Acolumns");
        given().queryParam("filter", "ra>0.1 columns")
                .get("/ui/experiments")
                .then()
                .body(containsString("No experiment matches"));
        given().queryParam("filter", "ra>")
                .get("/experiments")
                .then()
                .statusCode(400)
                .body("field", equalTo("filter"))
                .body("detail", containsString("at character 4: a value is missing"));
    }

    @Test
    void asksBeforeItDeletesExperiments() {
        publish("doomed-1", "doomed", ExperimentState.FAILED, "");
        publish("doomed-2", "doomed as well", ExperimentState.CANCELLED, "");
        publish("busy-1", "busy", ExperimentState.RUNNING, "");
        store.put(StoreKeys.experiment("doomed-1", "report.json"), new byte[2048]);

        assertThat(page("/ui/experiments/doomed-1")).contains("/ui/delete?ids=doomed-1");
        assertThat(page("/ui/delete?ids=doomed-1,doomed-2,busy-1,none-1"))
                .contains("Delete 2 experiments?", "2 KiB", "files of experiments")
                .contains("experiment busy-1 has not ended", "no experiment none-1");
        String done = given().accept("text/html")
                .formParam("id", "doomed-1", "doomed-2")
                .post("/ui/delete")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(done).contains("2 experiments and 2 KiB");
        when().get("/experiments/doomed-2").then().statusCode(404);
        assertThat(store.list(StoreKeys.experiment("doomed-1"))).isEmpty();
        assertThat(page("/ui/delete")).contains("Select experiments in the list first");
    }

    @Test
    void anInvalidParameterIsExplained() {
        when().get("/experiments?sort=size")
                .then()
                .statusCode(400)
                .body("field", equalTo("sort"))
                .body("detail", containsString("'size' is unknown; use one of updated, submitted, name"));
        given().accept("text/html")
                .get("/ui/experiments?state=gone")
                .then()
                .statusCode(400)
                .contentType(containsString("text/html"))
                .body(containsString("&#39;gone&#39; is unknown"));
    }

    @Test
    void actionsSayWhyTheyHaveNoEffect() {
        publish("ended-1", "ended", ExperimentState.SUCCEEDED, "");

        given().accept("text/html")
                .formParam("action", "cancel")
                .formParam("id", "ended-1", "none-1")
                .post("/ui/experiments/actions")
                .then()
                .statusCode(200)
                .body(containsString("experiment ended-1 has already ended: succeeded"))
                .body(containsString("no experiment none-1"));
    }

    @Test
    void actionsOfOtherSitesAreRejected() {
        given().header("Origin", "http://other.example")
                .formParam("action", "cancel")
                .formParam("id", "ended-1")
                .post("/ui/experiments/actions")
                .then()
                .statusCode(403);
    }
}
