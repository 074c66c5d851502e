package io.redoubt.api.report;

import io.redoubt.api.Ids;
import io.redoubt.api.SchemaVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report of one experiment, as in {@code report.json} and on {@code redoubt.results}.
 *
 * @param schema version of this form
 * @param experiment id of the experiment
 * @param dataset name of the data set
 * @param images test images that were evaluated
 * @param rows one for each fine-tuned model and then for each ensemble, in the request's order
 * @param transfer robust accuracy of each subject on the examples made for each other; null in JSON if not asked for
 * @param alarms plain explanations of anything that makes the figures doubtful
 * @param provenance what the figures rest on: request, data set digest, software versions, machine, times
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
        SchemaVersion.requireReadable(schema);
        Ids.require("experiment", experiment);
        rows = List.copyOf(rows);
        transfer = transfer == null ? Optional.empty() : transfer;
        alarms = List.copyOf(alarms);
    }
}
