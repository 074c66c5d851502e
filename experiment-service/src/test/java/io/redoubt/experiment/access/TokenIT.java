package io.redoubt.experiment.access;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.rest.EmbeddedStackResource;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service with configured tokens. It also has an OpenID Connect provider, for {@link OpenIdConnectIT}. */
@QuarkusTest
@TestProfile(TokenIT.WithToken.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(OpenIdProviderResource.class)
class TokenIT {

    static final String TOKEN = "a-token-for-this-test-alone";
    static final String READ_TOKEN = "a-token-to-look-only";

    @TestHTTPResource
    URI service;

    /** Configures a token. */
    public static class WithToken implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "redoubt.rest.token",
                    TOKEN,
                    "redoubt.rest.read-token",
                    READ_TOKEN,
                    "quarkus.http.read-timeout",
                    "2s");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/experiments",
                "/experiments/one-1/report.html",
                "/events",
                "/queues",
                "/queues/finetune",
                "/datasets",
                "/q/openapi",
                "/nothing/of/the/kind",
                "/q/health/../../experiments",
                "//experiments",
            })
    void rejectsRequestsWithoutTheToken(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("detail", containsString("token"));
    }

    @Test
    void rejectsAnotherToken() {
        given().header("Authorization", "Bearer " + TOKEN + "x")
                .get("/experiments")
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + TOKEN + "x")
                .post("/experiments/one-1/cancel")
                .then()
                .statusCode(401);
    }

    @Test
    void acceptsRequestsWithTheToken() {
        given().header("Authorization", "Bearer " + TOKEN)
                .get("/experiments")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer " + TOKEN)
                .get("/experiments/one-1")
                .then()
                .statusCode(404);
    }

    @Test
    void streamsEventsToClientsWithTheToken() throws Exception {
        HttpRequest watch = HttpRequest.newBuilder(service.resolve("/events"))
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + TOKEN)
                .build();

        HttpResponse<InputStream> response =
                HttpClient.newHttpClient().send(watch, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();

        assertThat(response.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/health/started", "/q/metrics"})
    void healthAndMetricsNeedNoToken(String path) {
        when().get(path).then().statusCode(200);
    }

    @Test
    void browsersSignInWithTheToken() {
        given().redirects()
                .follow(false)
                .get("/ui/experiments?filter=a")
                .then()
                .statusCode(303)
                .header("Location", containsString("/ui/sign-in?next=%2Fui%2Fexperiments%3Ffilter%3Da"));
        when().get("/ui/sign-in").then().statusCode(200).body(containsString("REDOUBT_REST_TOKEN"));
        when().get("/ui/static/app.css").then().statusCode(200);
        Response signedIn = given().redirects()
                .follow(false)
                .formParam("token", TOKEN)
                .formParam("next", "/ui/experiments?filter=a")
                .post("/ui/sign-in");

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.header("Location")).endsWith("/ui/experiments?filter=a");
        assertThat(signedIn.header("Set-Cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/");
        given().cookie(AccessToken.COOKIE, signedIn.cookie(AccessToken.COOKIE))
                .get("/experiments")
                .then()
                .statusCode(200);
    }

    @Test
    void signInRejectsAnotherTokenAndOtherSites() {
        given().formParam("token", TOKEN + "x")
                .post("/ui/sign-in")
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue())
                .body(containsString("not the token"));
        given().redirects()
                .follow(false)
                .formParam("token", TOKEN)
                .formParam("next", "//other.example/ui/")
                .post("/ui/sign-in")
                .then()
                .header("Location", endsWith("/ui/experiments"));
        given().cookie(AccessToken.COOKIE, TOKEN + "x")
                .get("/experiments")
                .then()
                .statusCode(401);
        given().header("HX-Request", "true")
                .get("/ui/experiments")
                .then()
                .statusCode(401)
                .header("HX-Redirect", "/ui/sign-in");
    }

    @Test
    void readerMayLookAtEverythingAndChangeNothing() {
        given().header("Authorization", "Bearer " + READ_TOKEN)
                .get("/experiments")
                .then()
                .statusCode(200);
        given().header("Authorization", "Bearer " + READ_TOKEN)
                .body("name: x")
                .post("/check")
                .then()
                .statusCode(200);
        for (String path : List.of("/experiments", "/experiments/one-1/cancel", "/ui/experiments/actions")) {
            given().header("Authorization", "Bearer " + READ_TOKEN)
                    .post(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("detail", containsString("needs the role submitter"));
        }
        given().header("Authorization", "Bearer " + READ_TOKEN)
                .delete("/experiments/one-1?dryRun=true")
                .then()
                .statusCode(403);
    }

    @Test
    void rejectedBodyDoesNotBlockItsConnection() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest.Builder experiments =
                HttpRequest.newBuilder(service.resolve("/experiments")).header("Authorization", "Bearer " + READ_TOKEN);
        HttpRequest post = experiments
                .copy()
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[RequestReader.MAX_BYTES]))
                .build();

        for (int i = 0; i < 3; i++) {
            assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(403);
            assertThat(client.send(experiments.build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void dashboardOffersNoActionsToAReader() {
        String cookie = given().redirects()
                .follow(false)
                .formParam("token", READ_TOKEN)
                .post("/ui/sign-in")
                .cookie(AccessToken.COOKIE);
        String reader = given().cookie(AccessToken.COOKIE, cookie)
                .get("/ui/experiments")
                .asString();
        String submitter =
                given().cookie(AccessToken.COOKIE, TOKEN).get("/ui/experiments").asString();

        assertThat(reader).contains("Read only").doesNotContain("/ui/new");
        assertThat(submitter).contains("/ui/new").doesNotContain("Read only");
        given().cookie(AccessToken.COOKIE, cookie)
                .accept("text/html")
                .get("/ui/new")
                .then()
                .statusCode(403)
                .contentType(containsString("text/html"))
                .body(containsString("needs the role submitter"));
    }

    @Test
    void rejectsCrossOriginRequests() {
        given().header("Origin", "http://other.example")
                .post("/experiments/one-1/cancel")
                .then()
                .statusCode(403)
                .body("field", equalTo("Origin"));
    }

    @Test
    void rejectsABodyThatDoesNotArrive() throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("POST /experiments HTTP/1.1\r\n"
                                    + "Host: localhost\r\n"
                                    + "Connection: close\r\n"
                                    + "Authorization: Bearer "
                                    + TOKEN + "\r\nContent-Length: 7\r\n\r\nname")
                            .getBytes(StandardCharsets.US_ASCII));

            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(response).startsWith("HTTP/1.1 408").contains("the body did not arrive within 2 s");
        }
    }

    @Test
    void rejectsTooLargeRequests() {
        byte[] largest = new byte[RequestReader.MAX_BYTES];
        byte[] tooLarge = new byte[RequestReader.MAX_BYTES + 1];

        post(largest).statusCode(400);
        post(tooLarge).statusCode(413);
    }

    private static ValidatableResponse post(byte[] body) {
        return given().header("Authorization", "Bearer " + TOKEN)
                .contentType("application/octet-stream")
                .body(body)
                .post("/experiments")
                .then();
    }

    @Test
    void rejectsTooLargeRequestsOfUnknownLength() throws Exception {
        byte[] tooLarge = new byte[RequestReader.MAX_BYTES + 1];
        HttpRequest post = HttpRequest.newBuilder(service.resolve("/experiments"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(post, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void rejectsTooLargeHeaders() {
        given().header("Authorization", "Bearer " + "x".repeat(20_000))
                .get("/experiments")
                .then()
                .statusCode(431);
    }
}
