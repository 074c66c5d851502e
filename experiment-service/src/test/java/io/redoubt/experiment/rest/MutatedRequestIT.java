package io.redoubt.experiment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.redoubt.api.Json;
import io.redoubt.experiment.Requests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any bytes in a request are accepted or answered with problem details that name no internals. */
@QuarkusTest
@WithTestResource(EmbeddedStackResource.class)
class MutatedRequestIT {

    @TestHTTPResource
    URI service;

    /** Any bytes under any content type are accepted, or answered with a problem of one line. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/yaml",
                "application/json",
                "application/x-www-form-urlencoded",
                "text/plain;charset=x"
            })
    void acceptsOrDescribesAMutatedBody(String contentType) throws IOException, InterruptedException {
        byte[] valid = Requests.yaml("{name: mutated, dataset: nowhere, seed: 7, finetune: [{from: none, epochs: 2}]}");
        Random random = new Random(contentType.hashCode());
        HttpClient client = HttpClient.newHttpClient();

        for (int i = 0; i < 40; i++) {
            HttpRequest request = HttpRequest.newBuilder(service.resolve("/experiments"))
                    .header("Content-Type", contentType)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(mutated(valid, random)))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).isIn(202, 400);
            if (response.statusCode() == 400) {
                assertDescribed(response.body());
            }
        }
    }

    @Test
    void describesAMutatedPath() throws IOException, InterruptedException {
        Random random = new Random(5);
        HttpClient client = HttpClient.newHttpClient();

        for (int i = 0; i < 40; i++) {
            StringBuilder id = new StringBuilder("none-");
            for (byte value : mutated("0123456789ab".getBytes(StandardCharsets.UTF_8), random)) {
                id.append(String.format("%%%02x", value));
            }
            HttpRequest request = HttpRequest.newBuilder(service.resolve("/experiments/" + id))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());

            assertThat(response.statusCode()).as(id.toString()).isBetween(400, 499);
            assertDescribed(response.body());
        }
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            bytes[random.nextInt(bytes.length)] = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : "{}[]:,&*!%#'\"\n\t\0".charAt(random.nextInt(16)));
        }
        return bytes;
    }

    private static void assertDescribed(byte[] body) {
        Problem problem = Json.read(body, Problem.class);
        assertThat(problem.title()).isNotBlank();
        assertThat(problem.detail())
                .isNotBlank()
                .hasSizeLessThan(1300)
                .doesNotContainPattern("[\\p{Cc}\\p{Cf}]")
                .doesNotContain("Exception", "java.");
    }
}
