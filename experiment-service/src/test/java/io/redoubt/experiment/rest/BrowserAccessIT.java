package io.redoubt.experiment.rest;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may use the REST API without a token, and the headers that restrict browsers. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class BrowserAccessIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://other.example",
                "https://127.0.0.1.other.example",
                "null",
                "http://[",
                "",
                "http://localhost:1",
                "https://localhost",
                "http://127.0.0.1",
                "http://localhost.",
                "http://localhost@other.example"
            })
    void rejectsCrossOriginRequests(String origin) {
        given().header("Origin", origin)
                .header("Host", "localhost")
                .post("/experiments/none-1/cancel")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("field", equalTo("Origin"))
                .body("detail", containsString("quarkus.http.cors.origins"));
    }

    @Test
    void rejectsAPreflightRequestOfAnotherPort() {
        given().header("Origin", "http://localhost:1")
                .header("Access-Control-Request-Method", "POST")
                .options("/experiments")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("'http://localhost:1'"));
    }

    @ParameterizedTest
    @CsvSource({"http://localhost, localhost", "http://127.0.0.1:8080, 127.0.0.1:8080", "http://[::1]:8080, [::1]:8080"
    })
    void acceptsItsOwnOrigin(String origin, String host) {
        given().header("Origin", origin)
                .header("Host", host)
                .get("/experiments")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"::1", "localhost:99999", "localhost:x", "a b", "user@localhost", "localhost, other.example"})
    void describesAMalformedHost(String host) {
        given().header("Host", host)
                .get("/experiments")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .header("X-Content-Type-Options", "nosniff")
                .body("detail", containsString("Host"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rebound.example",
                "rebound.example:8080",
                "localhost.rebound.example",
                "127.0.0.1.rebound.example:1",
                "0.0.0.0",
                "[::2]:8080"
            })
    void rejectsNamesThatADnsServerCanPointHere(String host) {
        given().header("Host", host)
                .get("/experiments")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("field", equalTo("Host"))
                .body("detail", containsString("redoubt.rest.token"));
        given().header("Host", host).post("/experiments/none-1/cancel").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1:65535", "[::1]", "[::1]:8080"})
    void acceptsLoopbackNames(String host) {
        given().header("Host", host).get("/experiments").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/experiments", "/experiments/none-1", "/nothing", "/q/health/live", "/q/metrics", "/datasets"})
    void answersWithSecurityHeaders(String path) {
        when().get(path)
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", containsString("default-src 'none'"));
    }
}
