package io.redoubt.experiment.mlflow;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A run on the tracking server.
 *
 * @param id of the run
 * @param lastStep the largest step of its metrics, which is the last epoch that was sent; 0 if there is none
 */
record MlflowRun(String id, long lastStep) {

    static MlflowRun created(String id) {
        return new MlflowRun(id, 0);
    }

    /** Reads a run that was found. */
    static MlflowRun of(JsonNode run, String id) {
        long last = 0;
        for (JsonNode metric : run.at("/data/metrics")) {
            last = Math.max(last, metric.path("step").asLong());
        }
        return new MlflowRun(id, last);
    }

    MlflowRun after(long step) {
        return new MlflowRun(id, Math.max(lastStep, step));
    }
}
