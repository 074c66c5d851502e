package io.redoubt.experiment.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.ExperimentState;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The notification of the end of an experiment.
 *
 * @param schema schema version
 * @param id id of the notification, the same in each attempt to deliver it
 * @param type {@value #TYPE}
 * @param experiment id of the experiment
 * @param name name of the experiment
 * @param state its final state
 * @param partlyFailed whether jobs failed, but there is a report
 * @param message reason of a failure or rejection; otherwise empty
 * @param time when it ended
 * @param best the row of the report with the highest robust accuracy; absent without a report
 * @param alarms the alarms of the report
 */
record ExperimentEnded(
        int schema,
        String id,
        String type,
        String experiment,
        String name,
        ExperimentState state,
        boolean partlyFailed,
        String message,
        Instant time,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Best> best,
        List<String> alarms)
        implements Notification {

    static final String TYPE = "experiment.ended";

    /** The best row of the report, with shares in [0, 1]. */
    record Best(
            String subject,
            double standardAccuracy,
            double robustAccuracy,
            @JsonProperty("confidence95") List<Double> interval) {

        private static Best of(ReportRow row) {
            return new Best(row.subject(), row.standardAccuracy(), row.robustAccuracy(), row.confidence95());
        }
    }

    static ExperimentEnded of(ExperimentStatus status, Optional<Report> report) {
        return new ExperimentEnded(
                SchemaVersion.VERSION,
                Notification.idOf(status.experiment() + " " + status.state().wireName() + " " + status.updated()),
                TYPE,
                status.experiment(),
                status.name(),
                status.state(),
                status.partlyFailed(),
                status.message(),
                status.updated(),
                report.flatMap(found ->
                                found.rows().stream().max(Comparator.comparingDouble(ReportRow::robustAccuracy)))
                        .map(Best::of),
                report.map(Report::alarms).orElse(List.of()));
    }
}
