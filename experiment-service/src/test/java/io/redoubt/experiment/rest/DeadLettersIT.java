package io.redoubt.experiment.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Topics;
import io.redoubt.testkit.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Records that the tracker rejects, as a user sees them and sends them again. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class DeadLettersIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private String reject(String key, String value) {
        new Topic(bootstrapServers, Topics.EXPERIMENTS).send(key, value.getBytes(StandardCharsets.UTF_8));
        awaitCount(key, 1);
        return when().get("/dead-letters").path("find { it.key == '" + key + "' }.id");
    }

    private static void awaitCount(String key, int count) {
        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/dead-letters")
                .then()
                .statusCode(200)
                .body("findAll { it.key == '" + key + "' }", hasSize(count)));
    }

    @Test
    void rejectedRecordIsListedAndSentAgain() {
        String id = reject("letter-1", "{\"name\": ");
        when().get("/dead-letters")
                .then()
                .body("find { it.key == 'letter-1' }.topic", equalTo(Topics.EXPERIMENTS))
                .body("find { it.key == 'letter-1' }.bytes", equalTo(9))
                .body("find { it.key == 'letter-1' }.complete", equalTo(true));
        assertThat(when().get("/dead-letters").<String>path("find { it.key == 'letter-1' }.reason"))
                .isNotBlank();

        when().post("/dead-letters/" + id + "/send")
                .then()
                .statusCode(202)
                .body("id", equalTo(id))
                .body("sentAgain", containsString("T"));

        awaitCount("letter-1", 2);
    }

    @Test
    void pageSendsSeveralAndExplainsTheOthers() {
        String one = reject("letter-2", "[");
        String two = reject("letter-3", "<img src=x>");
        assertThat(given().accept("text/html").get("/ui/dead-letters").asString())
                .contains("letter-2", "value=\"" + two + "\"")
                .doesNotContain("<img");
        assertThat(given().accept("text/html").get("/ui/queues").asString())
                .containsPattern("href=\"/ui/dead-letters\">Dead letters</a>: [1-9]");

        given().accept("text/html")
                .formParam("id", one, two, "9-9")
                .post("/ui/dead-letters/send")
                .then()
                .statusCode(200)
                .body(containsString("Sent 2 records again; no dead letter &#39;9-9&#39;"));

        awaitCount("letter-2", 2);
        awaitCount("letter-3", 2);
    }

    @Test
    void unknownDeadLetterIsNotFound() {
        when().post("/dead-letters/9-9/send")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("field", equalTo("id"));
    }
}
