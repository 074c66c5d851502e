package io.redoubt.experiment.rest;

import static io.redoubt.experiment.rest.ExperimentServiceIT.body;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Json;
import io.redoubt.api.request.RequestReader;
import io.redoubt.experiment.Requests;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the REST API to what it cannot accept: problem details (RFC 9457). */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class ProblemDetailsIT {
    @TestHTTPResource
    URI service;

    @Test
    void rejectsAnInvalidRequestAndNamesTheField() {
        body(Requests.yaml("{name: bad, finetune: [{from: none, epochs: -1}]}"))
                .post("/experiments")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("about:blank"))
                .body("title", equalTo("Bad Request"))
                .body("status", equalTo(400))
                .body("field", equalTo("finetune[0].epochs"))
                .body("detail", containsString("-1"));
    }

    @Test
    void rejectsABodyThatIsNotARequest() {
        body(Requests.yaml("{name: ["))
                .post("/experiments")
                .then()
                .statusCode(400)
                .body("detail", containsString("neither YAML nor JSON"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# a comment name: tiny finetune: [{}]", "name: tiny finetune: [{}]", ""})
    void namesTheRemedyForAFileThatCurlSentAsAForm(String oneLine) {
        given().config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)))
                .contentType("application/x-www-form-urlencoded")
                .body(oneLine)
                .post("/experiments")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("the text came as one line (content type application/x-www-form-urlencoded):"
                                + " send it with curl --data-binary @FILE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# a comment name: tiny finetune: [{}]", "name: tiny finetune: [{}]"})
    void namesTheRemedyForLinesThatCurlJoinedUnderAnotherContentType(String oneLine) {
        given().contentType("application/json")
                .body(oneLine)
                .post("/experiments")
                .then()
                .statusCode(400)
                .body("detail", endsWith("; if curl -d joined the lines, send it with curl --data-binary @FILE"));
    }

    @Test
    void namesTheRemedyForAFileThatCurlSentAsAPartOfAForm() {
        given().multiPart("file", "request.yaml", "name: tiny".getBytes(StandardCharsets.UTF_8))
                .post("/experiments")
                .then()
                .statusCode(400)
                .body(
                        "detail",
                        equalTo("the text came as a form (content type multipart/form-data):"
                                + " send it with curl --data-binary @FILE"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /experiments/none-1/nothing, 404",
        "GET, /q/nothing, 404",
        "OPTIONS, /q/openapi, 404",
        "POST, /experiments/none-1/report, 404",
        "DELETE, /experiments, 405",
        "PUT, /datasets, 405",
        "GET, /experiments/none-1/cancel, 405",
        "POST, /events, 405"
    })
    void answersEveryPathAndMethodWithAProblem(String method, String path, int status) {
        given().request(method, path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("title", not(emptyString()))
                .body("detail", containsString("'" + path + "'"))
                .body("detail", containsString(method));
    }

    @Test
    void answersAPathThatTheRouterRejectsWithAProblem() throws IOException {
        String response = exchange("OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(response)
                .startsWith("HTTP/1.1 404")
                .contains("nosniff", "Content-Security-Policy")
                .contains("application/problem+json")
                .contains("'*'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%zz",
                "/experiments/%",
                "/experiments/50%/report",
                "/q/%e",
                "/experiments?state=%zz",
                "/experiments/{id}"
            })
    void answersAnAddressThatIsNotAUriWithAProblem(String address) throws IOException {
        String response = exchange("GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(response)
                .startsWith("HTTP/1.1 400")
                .contains("nosniff", "Content-Security-Policy")
                .contains("application/problem+json")
                .contains("'" + address + "' is not a URI");
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void slowBodiesDelayNobodyElse() throws IOException {
        int threads = Math.max(200, 8 * Runtime.getRuntime().availableProcessors());
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i <= threads; i++) {
                Socket socket = new Socket(service.getHost(), service.getPort());
                slow.add(socket);
                socket.getOutputStream()
                        .write("POST /experiments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nname"
                                .getBytes(StandardCharsets.US_ASCII));
            }

            String response = exchange("GET /experiments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(response).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"Content-Encoding, gzip", "Content-Encoding, 'br, gzip'", "Transfer-Encoding, gzip"})
    void rejectsACompressedBody(String header, String encoding) throws IOException {
        String response = exchange(
                "POST /experiments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header + ": " + encoding
                        + "\r\n" + (header.startsWith("Content") ? "Content-Length: 7\r\n" : "") + "\r\nname: x");

        assertThat(response)
                .startsWith("HTTP/1.1 415")
                .contains("\"field\":\"" + header + "\"")
                .contains("'" + encoding + "' is not supported; send the body as it is, without compression");
    }

    @Test
    void answersAChunkedBodyThatIsTooLargeWithAProblem() throws IOException, InterruptedException {
        byte[] tooLarge = new byte[RequestReader.MAX_BYTES + 1];
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/experiments"))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge)))
                .build();

        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(Json.read(response.body(), Problem.class).detail()).contains("1048576");
    }

    @Test
    void readsAChunkedBodyAndOneAfterContinue() throws IOException {
        String problem = "every request needs name and finetune";

        String chunked = exchange("POST /experiments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n5\r\nname:\r\n2\r\n x\r\n0\r\n\r\n");
        String continued = exchange("POST /experiments HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Expect: 100-continue\r\nContent-Length: 7\r\n\r\nname: x");

        assertThat(chunked).startsWith("HTTP/1.1 400").contains(problem);
        assertThat(continued).startsWith("HTTP/1.1 100 Continue").contains(problem);
    }

    @Test
    void answersAnUnknownContentTypeWithAProblem() {
        given().accept("image/png")
                .get("/datasets")
                .then()
                .statusCode(406)
                .contentType("application/problem+json")
                .body("detail", containsString("Accept"));
    }

    @Test
    void answersATooLargeBodyWithAProblem() {
        body(new byte[RequestReader.MAX_BYTES + 1])
                .post("/experiments")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("detail", containsString("1048576"));
    }

    @Test
    void rejectsAnInvalidId() {
        given().urlEncodingEnabled(false)
                .get("/experiments/..%2Fx/report.json")
                .then()
                .statusCode(400)
                .body("field", equalTo("experiment"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /experiments/none-1?dryrun=true   | dryrun | did you mean dryRun?",
                "GET    | /experiments?text=a               | text   | use filter, limit, offset, sort, state",
                "GET    | /experiments/none-1?full=1        | full   | leave it out",
                "POST   | /experiments/none-1/cancel?force  | force  | leave it out",
            })
    void rejectsUnknownQueryParameters(String method, String address, String parameter, String remedy) {
        rejectsQueryParameter(method, address, parameter, "is not a query parameter here; " + remedy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /experiments/none-1?dryRun=1           | dryRun | is neither true nor false",
                "DELETE | /experiments/none-1?dryRun             | dryRun | has no value; give one, or leave it out",
                "GET    | /experiments?state=failed&state=paused | state  | is given 2 times; give it once",
            })
    void rejectsQueryParametersThatItWouldMisread(String method, String address, String parameter, String problem) {
        rejectsQueryParameter(method, address, parameter, problem);
    }

    private static void rejectsQueryParameter(String method, String address, String parameter, String problem) {
        given().request(method, address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("field", equalTo(parameter))
                .body("detail", endsWith(problem));
    }
}
