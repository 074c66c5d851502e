package io.redoubt.experiment.ui;

import io.redoubt.api.Json;
import io.redoubt.experiment.view.SubmittedRequests;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request as text.
 *
 * @param sent as it was sent
 * @param complete with all defaults, as JSON
 */
public record RequestText(String sent, String complete) {

    static Optional<RequestText> of(SubmittedRequests requests, String experiment) {
        return requests.text(experiment)
                .map(sent -> new RequestText(
                        new String(sent, StandardCharsets.UTF_8),
                        requests.request(experiment)
                                .map(request -> new String(Json.pretty(request), StandardCharsets.UTF_8))
                                .orElse("")));
    }
}
