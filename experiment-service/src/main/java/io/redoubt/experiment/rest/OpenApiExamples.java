package io.redoubt.experiment.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.redoubt.api.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;

/**
 * Adds the examples of {@code openapi/examples.json} to the OpenAPI description: by method and path, the body of the
 * request and the bodies of responses by status.
 */
@OpenApiFilter(stages = RunStage.RUNTIME_STARTUP)
public class OpenApiExamples implements OASFilter {

    static final String FILE = "/openapi/examples.json";

    private static final String REQUEST = "request";
    private static final String JSON = jakarta.ws.rs.core.MediaType.APPLICATION_JSON;

    private final JsonNode examples = read();

    private static JsonNode read() {
        try (InputStream file = OpenApiExamples.class.getResourceAsStream(FILE)) {
            return Json.mapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        description.getPaths().getPathItems().forEach((path, item) -> item.getOperations()
                .forEach((method, operation) -> add(examples.path(method + " " + path), operation)));
    }

    private static void add(JsonNode bodies, Operation operation) {
        if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(type -> setExample(type, bodies.path(REQUEST)));
        }
        operation.getResponses().getAPIResponses().forEach((status, response) -> Optional.ofNullable(
                        response.getContent())
                .map(Content::getMediaTypes)
                .map(types -> types.get(JSON))
                .ifPresent(type -> setExample(type, bodies.path(status))));
    }

    private static void setExample(MediaType type, JsonNode example) {
        if (!example.isMissingNode()) {
            type.setExample(Json.mapper().convertValue(example, Object.class));
        }
    }
}
