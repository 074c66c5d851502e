package io.redoubt.experiment.access;

import static io.redoubt.experiment.access.OpenIdProviderResource.CLAIM;
import static io.redoubt.experiment.access.OpenIdProviderResource.provider;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.redoubt.experiment.rest.EmbeddedStackResource;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service with an OpenID Connect provider and tokens. The first test needs a service that has not found it yet. */
@QuarkusTest
@TestProfile(TokenIT.WithToken.class)
@WithTestResource(EmbeddedStackResource.class)
@WithTestResource(OpenIdProviderResource.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenIdConnectIT {

    @TestHTTPResource
    URI service;

    @BeforeEach
    void startProvider() {
        provider().start();
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    @Test
    @Order(1)
    void providerMayBeUnavailableWhenTheServiceStarts() {
        provider().stop();
        String token = provider().token("reader");

        ValidatableResponse unavailable = with(token).get("/experiments").then();
        when().get("/q/health/ready").then().statusCode(200);
        with(TokenIT.TOKEN).get("/experiments").then().statusCode(200);
        provider().start();

        unavailable
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString(provider().issuer() + " does not answer"));
        with(token).get("/experiments").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /experiments, reader",
        "GET, /q/openapi, reader",
        "POST, /check, reader",
        "POST, /experiments, submitter",
        "POST, /experiments/none-1/cancel, submitter",
        "POST, /ui/experiments/actions, submitter",
        "GET, /ui/new, submitter",
        "DELETE, /experiments/none-1, operator",
        "DELETE, /datasets/none, operator",
        "POST, /dead-letters/none/send, operator",
        "POST, /ui/delete, operator",
    })
    void eachRequestNeedsItsRole(String method, String path, String role) {
        List<String> roles = List.of("offline_access", "reader", "submitter", "operator");
        int needed = roles.indexOf(role);

        for (int i = 0; i < roles.size(); i++) {
            ValidatableResponse response =
                    with(provider().token(roles.get(i))).request(method, path).then();
            if (i < needed) {
                response.statusCode(403)
                        .contentType("application/problem+json")
                        .body("detail", containsString("needs the role " + role))
                        .body("detail", containsString("the claim '" + CLAIM + "'"));
            } else {
                response.statusCode(not(403)).statusCode(not(401)).statusCode(not(503));
            }
        }
    }

    static Stream<List<String>> invalidTokens() {
        return Stream.of(
                List.of(provider().token(claims -> claims.setAudience("another")), "audience 'redoubt-api'"),
                List.of(
                        provider().token(claims -> claims.setExpirationTime(NumericDate.fromSeconds(1_000_000))),
                        "has expired"),
                List.of(
                        provider().token(claims -> claims.setIssuer("https://other.example")),
                        "not from " + provider().issuer()),
                List.of(provider().token(claims -> claims.setAudience(FakeOpenIdProvider.CLIENT)), "audience"),
                List.of(provider().token(claims -> claims.unsetClaim("aud")), "audience"),
                List.of(provider().token(claims -> claims.setStringClaim("nonce", "a nonce")), "is an ID token"),
                List.of(provider().token(claims -> claims.setStringClaim("at_hash", "a hash")), "is an ID token"),
                List.of(provider().token(claims -> claims.setStringClaim("typ", "ID")), "is an ID token"),
                List.of(provider().token(claims -> claims.setStringClaim("typ", "Refresh")), "or a refresh token"),
                List.of(provider().token(claims -> claims.unsetClaim("exp")), "not valid"),
                List.of(
                        provider().token(FakeOpenIdProvider.newKey(), new String[] {"operator"}, claims -> {}),
                        "not valid"),
                List.of("eyJhbGciOiJub25lIn0.e30.", "not valid"),
                List.of("neither.of.both", "not valid"),
                List.of("a-token-of-nobody", "not valid"));
    }

    @Test
    void rejectsInvalidTokens() {
        int requests = provider().requests().size();

        invalidTokens().forEach(invalid -> with(invalid.get(0))
                .get("/experiments")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("field", equalTo("Authorization"))
                .body("detail", containsString(invalid.get(1))));

        assertThat(provider().requests()).as("none is sent to the provider").hasSize(requests);
    }

    @Test
    void accessTokensMayHaveSeveralAudiencesAndTheNonceOfKeycloak() {
        with(provider().token(claims -> {
                    claims.setAudience("another", FakeOpenIdProvider.AUDIENCE);
                    claims.setStringClaim("typ", "Bearer");
                    claims.setStringClaim("nonce", "a nonce");
                }))
                .get("/experiments")
                .then()
                .statusCode(200);
    }

    @Test
    void bothKindsOfTokenAreAccepted() {
        with(TokenIT.TOKEN).delete("/experiments/none-1").then().statusCode(404);
        with(TokenIT.READ_TOKEN).post("/experiments").then().statusCode(403);
        with(provider().token("operator")).delete("/experiments/none-1").then().statusCode(404);
    }

    @Test
    void browsersSignInAtTheProviderAndOut() {
        Browser browser = new Browser();
        browser.get("/ui/experiments?filter=a")
                .then()
                .statusCode(303)
                .header("Location", containsString("/ui/sign-in"));
        browser.get("/ui/sign-in?next=%2Fui%2Fexperiments%3Ffilter%3Da")
                .then()
                .statusCode(200)
                .body(containsString("/ui/sign-in/provider?next=%2Fui%2Fexperiments%3Ffilter%3Da"))
                .body(containsString("REDOUBT_REST_TOKEN"));

        Response signedIn = browser.signIn("anna", "/ui/experiments?filter=a", "submitter");

        signedIn.then().statusCode(303).header("Location", "/ui/experiments?filter=a");
        assertThat(signedIn.detailedCookies().asList())
                .filteredOn(cookie -> cookie.getName().startsWith("q_session"))
                .isNotEmpty()
                .allMatch(Cookie::isHttpOnly)
                .allMatch(cookie -> cookie.getSameSite().equals("Lax"))
                .allMatch(cookie -> !cookie.getValue().contains("eyJhbGciOiJSUzI1NiI"), "encrypted");
        browser.get("/ui/experiments?filter=a")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .body(containsString("anna"))
                .body(containsString("Submitter"))
                .body(containsString("/ui/new"))
                .body(not(containsString("/ui/delete")));
        browser.get("/experiments").then().statusCode(200);
        browser.request()
                .header("Origin", "http://other.example")
                .post("/experiments/none-1/cancel")
                .then()
                .statusCode(403)
                .body("field", equalTo("Origin"));

        Response signedOut = browser.post("/ui/sign-out");

        signedOut.then().statusCode(303).header("Location", containsString("/ui/sign-in?signedOut=true"));
        browser.get("/ui/sign-in?signedOut=true")
                .then()
                .body(containsString(provider().issuer() + "/logout?client_id=redoubt"));
        browser.get("/ui/experiments").then().statusCode(303).header("Location", containsString("/ui/sign-in"));
        browser.get("/experiments").then().statusCode(401);
    }

    @Test
    void userWithoutARoleCanOnlySignOut() {
        Browser browser = new Browser();
        browser.signIn("ben", "/ui/queues").then().statusCode(303).header("Location", "/ui/queues");

        browser.request()
                .accept("text/html")
                .get("/ui/queues")
                .then()
                .statusCode(403)
                .contentType(containsString("text/html"))
                .body(containsString("needs the role reader"))
                .body(containsString(CLAIM))
                .body(containsString("/ui/sign-out"));
        browser.post("/ui/sign-out").then().statusCode(303);
    }

    @Test
    void failedSignInEndsOnTheSignInPage() {
        Browser browser = new Browser();
        Map<String, List<String>> asked = browser.askProvider("/ui/queues");
        String state = asked.get("state").get(0);

        browser.get("/ui/sign-in/callback?error=access_denied&state=" + state)
                .then()
                .statusCode(303)
                .header("Location", "/ui/sign-in?failed=true");
        // The state is used, unknown, or of another browser.
        browser.get("/ui/sign-in/callback?code=a-code&state=" + state)
                .then()
                .statusCode(303)
                .header("Location", "/ui/sign-in?failed=true");
        new Browser()
                .get("/ui/sign-in/callback?code=a-code&state=" + state)
                .then()
                .statusCode(303)
                .header("Location", "/ui/sign-in?failed=true");
        List<String> logged = logged(() -> new Browser()
                .get("/ui/sign-in/callback")
                .then()
                .statusCode(303)
                .header("Location", "/ui/sign-in?failed=true"));
        assertThat(logged).anyMatch(message -> message.contains("without the cookie of this sign-in"));
        browser.get("/ui/sign-in?failed=true").then().statusCode(200).body(containsString("The sign-in has failed"));
        browser.get("/ui/experiments").then().statusCode(303).header("Location", containsString("/ui/sign-in?next="));
    }

    @Test
    void tokenOfAnotherSignInIsRejected() {
        Browser browser = new Browser();
        Map<String, List<String>> asked = browser.askProvider("/ui/queues");
        provider().nextUser("eve", "another nonce", "operator");

        Response callback = browser.get(
                "/ui/sign-in/callback?code=a-code&state=" + asked.get("state").get(0));

        callback.then().statusCode(303).header("Location", "/ui/sign-in?failed=true");
        browser.get("/experiments").then().statusCode(401);
    }

    @Test
    void forgedTokensAreRejectedAndNotLogged() {
        List<String> logged = logged(() -> {
            Browser browser = new Browser();
            Map<String, List<String>> asked = browser.askProvider("/ui/queues");
            String nonce = asked.get("nonce").get(0);
            provider().nextUser(FakeOpenIdProvider.newKey(), "eve", nonce, "operator");

            browser.get("/ui/sign-in/callback?code=a-code&state="
                            + asked.get("state").get(0))
                    .then()
                    .statusCode(303)
                    .header("Location", "/ui/sign-in?failed=true");
            invalidTokens().forEach(invalid -> with(invalid.get(0)).get("/experiments"));
        });

        assertThat(logged)
                .anyMatch(message -> message.contains("a user could not sign in: the token is not valid"))
                .noneMatch(message -> message.contains("eyJ"))
                .noneMatch(message -> message.contains(OpenIdProviderResource.CLIENT_SECRET));
    }

    private static List<String> logged(Runnable action) {
        List<String> messages = new CopyOnWriteArrayList<>();
        Handler handler = new MessageHandler(messages);
        Logger.getLogger("").addHandler(handler);
        try {
            action.run();
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        return messages;
    }

    /** Collects messages with their parameters and exceptions. */
    private static final class MessageHandler extends Handler {

        private final List<String> messages;

        MessageHandler(List<String> messages) {
            this.messages = messages;
            setFormatter(new PatternFormatter("%s%e"));
        }

        @Override
        public void publish(LogRecord message) {
            messages.add(getFormatter().format(message));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void sessionOutlivesAnOutageOfTheProvider() {
        Browser browser = new Browser();
        browser.signInForAShortTime("anna", "reader");
        browser.get("/ui/experiments").then().statusCode(200);
        List<String> logged = logged(() -> {
            provider().stop();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> browser.getPart("/ui/experiments").statusCode() == 503);
        });

        assertThat(logged).anyMatch(message -> message.contains("does not answer: Error status:503"));
        provider().closeConnections();
        browser.getPart("/ui/experiments")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("HX-Redirect", nullValue())
                .body("detail", containsString("does not answer"));
        browser.get("/ui/experiments").then().statusCode(303).header("Location", "/ui/sign-in?failed=true");
        Browser signingOut = browser.copy();
        signingOut.post("/ui/sign-out").then().statusCode(303).header("Location", endsWith("signedOut=true"));
        assertThat(signingOut.cookies()).isEmpty();

        provider().endSessions();
        Browser rejected = browser.copy();
        rejected.getPart("/ui/experiments").then().statusCode(401).header("HX-Redirect", "/ui/sign-in");
        rejected.signIn("anna", "/ui/queues", "reader").then().statusCode(303).header("Location", "/ui/queues");

        provider().nextUser("anna", "the nonce of no sign-in", "submitter");
        provider().start();
        Response renewed = browser.get("/ui/experiments");

        renewed.then().statusCode(200).body(containsString("anna")).body(containsString("Submitter"));
        assertThat(renewed.cookies().keySet()).anyMatch(name -> name.startsWith("q_session"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/events", "/ui/changes"})
    void eventStreamEndsWithTheToken(String path) throws Exception {
        HttpRequest watch = HttpRequest.newBuilder(service.resolve(path))
                .header(
                        "Authorization",
                        "Bearer " + provider().token(claims -> claims.setExpirationTime(FakeOpenIdProvider.soon())))
                .build();

        HttpResponse<InputStream> stream =
                HttpClient.newHttpClient().send(watch, HttpResponse.BodyHandlers.ofInputStream());

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(CompletableFuture.supplyAsync(() -> readToEnd(stream.body())))
                .succeedsWithin(Duration.ofMinutes(1));
    }

    private static boolean readToEnd(InputStream stream) {
        try {
            stream.readAllBytes();
        } catch (IOException e) {
            // The connection is closed in the middle of the stream.
        }
        return true;
    }

    @Test
    void newSignInReplacesTheOther() {
        Browser browser = new Browser();
        browser.useToken();
        browser.get("/ui/experiments").then().body(not(containsString("anna")));

        browser.signIn("anna", "/ui/experiments", "reader").then().statusCode(303);
        browser.get("/ui/experiments").then().body(containsString("anna"));
        browser.useToken();

        assertThat(browser.cookies()).containsOnlyKeys(AccessToken.COOKIE);
    }

    @Test
    void signInReturnsToNoOtherSite() {
        new Browser()
                .signIn("anna", "//other.example/ui/", "reader")
                .then()
                .statusCode(303)
                .header("Location", "/ui/experiments");
    }
}
