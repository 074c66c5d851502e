package io.redoubt.cli.client;

import io.redoubt.api.Topics;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.experiment.filter.FilterFields;
import io.redoubt.experiment.overview.ExperimentSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The data that a filter of experiments needs in addition to their statuses.
 *
 * @param submitted when the request of an experiment was last submitted, by id
 * @param best the row with the highest robust accuracy of a report, by id of its experiment
 * @param running progress of running jobs
 */
record FilterFigures(Map<String, Instant> submitted, Map<String, ReportRow> best, RunningJobs running) {

    /**
     * @param reader reads the topics of requests, events and reports
     * @param reports whether the filter needs reports
     */
    static FilterFigures read(TopicReader reader, Instant now, boolean reports) {
        Map<String, Instant> submitted = new HashMap<>();
        reader.readToEnd(Topics.EXPERIMENTS, message -> ExperimentClient.request(message)
                .ifPresent(request -> submitted.put(request.id(), Instant.ofEpochMilli(message.timestamp()))));
        Map<String, ReportRow> best = new HashMap<>();
        if (reports) {
            reader.readToEnd(Topics.RESULTS, message -> Messages.read(message, Report.class)
                    .filter(report -> report.experiment().equals(message.key()))
                    .flatMap(FilterFigures::best)
                    .ifPresent(row -> best.put(message.key(), row)));
        }
        return new FilterFigures(submitted, best, RunningJobs.read(reader, now));
    }

    private static Optional<ReportRow> best(Report report) {
        return report.rows().stream().max(Comparator.comparingDouble(ReportRow::robustAccuracy));
    }

    FilterFields of(ExperimentStatus status) {
        Optional<ReportRow> row = Optional.ofNullable(best.get(status.experiment()));
        return new FilterFields(
                status,
                Optional.ofNullable(submitted.get(status.experiment())),
                progress(status),
                row.map(ReportRow::robustAccuracy),
                row.map(ReportRow::standardAccuracy));
    }

    private double progress(ExperimentStatus status) {
        double done = status.jobs().stream()
                .mapToDouble(job -> job.state() == JobState.SUCCEEDED
                        ? 1
                        : running.of(job).map(ExperimentSummary::fraction).orElse(0.0))
                .sum();
        return status.jobs().isEmpty() ? 0 : done / status.jobs().size();
    }
}
