package io.redoubt.api.job;

import io.redoubt.api.Ids;
import io.redoubt.api.Require;
import io.redoubt.api.request.ExperimentRequest;

/**
 * The report of a finished experiment. Inputs, for every model of the request: {@code pretrain/<id>},
 * {@code finetune/<subject>}, {@code scores/<subject>}, {@code last-scores/<subject>} and the examples of its first
 * attack {@code examples/<subject>/<from>-<to>}. Results: {@code report.json}, {@code report.html}, {@code report.md}.
 *
 * @param experiment the experiment's id
 * @param request what was asked for
 * @param dataset the data set it was resolved to
 */
public record ReportSpec(String experiment, ExperimentRequest request, DatasetRef dataset) implements JobSpec {

    public ReportSpec {
        Ids.require("experiment", experiment);
        Require.present("request", request);
        Require.present("dataset", dataset);
    }

    @Override
    public Stage stage() {
        return Stage.REPORT;
    }
}
