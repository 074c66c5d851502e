package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Ids;
import io.redoubt.api.SchemaVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The report of one experiment, as in {@code report.json} and on {@code redoubt.results}.
 *
 * @param schema schema version
 * @param experiment id of the experiment
 * @param dataset name of the data set
 * @param images number of evaluated test images
 * @param imagesPerClass number of evaluated test images of each class, by its name; empty, and omitted from JSON, if all are
 *     evaluated
 * @param rows one for each fine-tuned model and then for each ensemble, in the request's order
 * @param failed the subjects without a row, in the same order; omitted from JSON if there are none
 * @param transfer robust accuracy of each subject on the examples made for each other; null in JSON if not requested
 * @param alarms explanations of everything that makes the figures doubtful
 * @param provenance the inputs and environment of the figures: request, data set digest, software versions, machine,
 *     times
 */
public record Report(
        int schema,
        String experiment,
        String dataset,
        int images,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> imagesPerClass,
        List<ReportRow> rows,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FailedSubject> failed,
        Optional<TransferMatrix> transfer,
        List<String> alarms,
        Map<String, Object> provenance) {

    public Report {
        SchemaVersion.requireReadable(schema);
        Ids.require("experiment", experiment);
        imagesPerClass =
                imagesPerClass == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(imagesPerClass));
        rows = List.copyOf(rows);
        failed = failed == null ? List.of() : List.copyOf(failed);
        transfer = transfer == null ? Optional.empty() : transfer;
        alarms = List.copyOf(alarms);
    }

    /** Returns a report of the same experiment with one alarm in place of all figures. */
    public Report withoutFigures(String alarm) {
        return new Report(
                schema,
                experiment,
                dataset,
                images,
                imagesPerClass,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(alarm),
                Map.of());
    }
}
