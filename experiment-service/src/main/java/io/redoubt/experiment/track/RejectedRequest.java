package io.redoubt.experiment.track;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redoubt.api.Ids;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The status of a request that was not accepted. */
final class RejectedRequest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String UNNAMED = "request";

    private RejectedRequest() {}

    /** For a request without an id of its own: the same payload always gives the same one. */
    static ExperimentStatus of(byte[] payload, String message, Instant now) {
        String name = name(payload);
        String start = name.substring(0, Math.min(name.length(), ExperimentRequest.MAX_NAME));
        return of(start + "-" + Json.sha256(payload).substring(0, 10), name, message, now);
    }

    /** For a request that could be read. */
    static ExperimentStatus of(String id, String name, String message, Instant now) {
        return new ExperimentStatus(SchemaVersion.VERSION, id, name, ExperimentState.REJECTED, message, now, List.of());
    }

    private static String name(byte[] payload) {
        if (payload.length > RequestReader.MAX_BYTES) {
            return UNNAMED;
        }
        try {
            return Ids.require("name", YAML.readTree(payload).path("name").asText());
        } catch (IOException | RuntimeException e) { // whatever the payload does to the parser
            return UNNAMED;
        }
    }
}
