package io.redoubt.experiment.ui;

import io.redoubt.experiment.check.RequestCheck;
import java.util.List;

/**
 * The page on which a request is written.
 *
 * @param text the request so far, in YAML or JSON
 * @param check its problems, or its jobs
 * @param notice why it was not submitted; empty if the reader has not tried
 */
public record NewExperimentModel(String text, RequestCheck check, String notice) {

    /** Returns the requests to start from. */
    public List<RequestTemplate> templates() {
        return List.of(RequestTemplate.values());
    }
}
