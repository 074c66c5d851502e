package io.redoubt.experiment.track;

import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.RequestReader;
import java.time.Instant;
import java.util.List;

/** Creates the status of a rejected request. */
final class RejectedRequest {

    private static final String UNNAMED = "request";

    private RejectedRequest() {}

    /**
     * Returns the status of a request that cannot be read. Its id is derived from the payload, so equal payloads have
     * equal ids.
     */
    static ExperimentStatus of(byte[] payload, String message, Instant now) {
        String name = RequestReader.nameOr(payload, UNNAMED);
        String prefix = name.substring(0, Math.min(name.length(), ExperimentRequest.MAX_NAME));
        return of(prefix + "-" + Json.sha256(payload).substring(0, 10), name, message, now);
    }

    /** Returns the status of a request that was read, but is invalid. */
    static ExperimentStatus of(String id, String name, String message, Instant now) {
        return new ExperimentStatus(SchemaVersion.VERSION, id, name, ExperimentState.REJECTED, message, now, List.of());
    }
}
