package io.redoubt.experiment.rest;

import static io.restassured.RestAssured.when;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A scaler must not take an outage of the broker for empty queues. */
@QuarkusTest
@WithTestResource(StoppableStackResource.class)
class QueuesWithoutBrokerIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @Test
    void numbersAreUnknownWithoutBroker() {
        await().atMost(TIMEOUT)
                .untilAsserted(() ->
                        when().get("/queues/finetune").then().statusCode(200).body("lag", equalTo(0)));

        StoppableStackResource.stopBroker();

        await().atMost(TIMEOUT).untilAsserted(() -> when().get("/queues/finetune")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("status", equalTo(503))
                .body("detail", containsString("no answer about the queues from Kafka at 127.0.0.1:")));
        when().get("/queues").then().statusCode(503);
        when().get("/queues/nothing").then().statusCode(404);
        when().get("/q/metrics").then().body(containsString("redoubt_queue_lag{stage=\"finetune\"} NaN"));
    }
}
