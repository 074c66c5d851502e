package io.redoubt.api.report;

import io.redoubt.api.Ids;
import io.redoubt.api.SchemaVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report of one experiment, as in {@code report.json} and on {@code redoubt.results}.
 *
 * @param schema version of the format
 * @param experiment id of the experiment
 * @param dataset name of the data set
 * @param images number of evaluated test images
 * @param rows a row for each fine-tuned model and then for each ensemble, in the request's order
 * @param transfer robust accuracy of each subject on the examples created for each other subject; null in JSON if not requested
 * @param alarms what makes the figures doubtful, in plain words
 * @param provenance what the figures depend on: request, data set digest, software versions, machine, times
 */
public record Report(
        int schema,
        String experiment,
        String dataset,
        int images,
        List<ReportRow> rows,
        Optional<TransferMatrix> transfer,
        List<String> alarms,
        Map<String, Object> provenance) {

    public Report {
        SchemaVersion.requireKnown(schema);
        Ids.require("experiment", experiment);
        rows = List.copyOf(rows);
        transfer = transfer == null ? Optional.empty() : transfer;
        alarms = List.copyOf(alarms);
    }
}
