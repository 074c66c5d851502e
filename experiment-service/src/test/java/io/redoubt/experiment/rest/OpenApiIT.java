package io.redoubt.experiment.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Json;
import io.redoubt.api.request.RequestReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI description is complete: each operation has a summary, and each JSON body an example. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class OpenApiIT {

    private static final String JSON = "application/json";

    private static JsonNode examples;

    @BeforeAll
    static void readExamples() throws IOException {
        try (InputStream file = OpenApiExamples.class.getResourceAsStream(OpenApiExamples.FILE)) {
            examples = Json.mapper().readTree(file);
        }
    }

    private static JsonNode description() throws IOException {
        return Json.mapper()
                .readTree(given().accept(JSON)
                        .get("/q/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray());
    }

    @Test
    void everyOperationHasASummaryAndExamples() throws IOException {
        List<String> missing = new ArrayList<>();
        List<String> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description().path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (method.getValue().has("responses")) {
                    String name = method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    operations.add(name);
                    check(name, method.getValue(), missing);
                }
            }
        }

        assertThat(missing).as("add them to %s", OpenApiExamples.FILE).isEmpty();
        assertThat(operations)
                .contains("POST /experiments", "DELETE /experiments/{id}", "GET /experiments/{id}/report")
                .containsAll(names());
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>();
        examples.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void check(String name, JsonNode operation, List<String> missing) {
        if (operation.path("summary").asText().isEmpty()) {
            missing.add(name + ": summary");
        }
        operation.path("requestBody").path("content").forEach(type -> require(name + ": request", type, missing));
        operation.path("responses").properties().forEach(response -> {
            JsonNode content = response.getValue().path("content");
            if (response.getKey().startsWith("2") && content.has(JSON)) {
                require(name + ": " + response.getKey(), content.path(JSON), missing);
            }
        });
    }

    private static void require(String what, JsonNode type, List<String> missing) {
        if (type.path("example").isMissingNode()) {
            missing.add(what);
        }
    }

    @Test
    void exampleOfTheRequestIsValid() {
        String request = examples.path("POST /experiments").path("request").asText();

        assertThat(RequestReader.read(request.getBytes(StandardCharsets.UTF_8)).name())
                .isEqualTo("quickstart");
    }

    @Test
    void examplesHaveTheFieldsOfAnswers() throws IOException {
        String id = ExperimentServiceIT.body(examples.path("POST /experiments")
                        .path("request")
                        .asText()
                        .getBytes(StandardCharsets.UTF_8))
                .post("/experiments")
                .then()
                .extract()
                .path("experiment");

        for (String path : List.of("/experiments/{id}", "/experiments/{id}/summary", "/experiments/{id}/results")) {
            JsonNode answer =
                    Json.mapper().readTree(given().get(path.replace("{id}", id)).asByteArray());
            JsonNode example = examples.path("GET " + path).path("200");
            assertThat(fields(example)).as(path).containsAll(fields(answer));
        }
    }

    private static List<String> fields(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
