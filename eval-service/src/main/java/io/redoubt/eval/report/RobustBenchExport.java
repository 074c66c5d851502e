package io.redoubt.eval.report;

import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.RobustBenchEntry;
import io.redoubt.api.report.RobustBenchNames;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.EnsembleEntry;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.eval.report.tables.PercentFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Describes the subjects of a report as RobustBench describes its models (Croce et al. 2021), for comparison with its table and for
 * whoever submits one there.
 *
 * @param report the figures
 * @param request what was asked for
 * @param dataset the data set
 */
record RobustBenchExport(Report report, ExperimentRequest request, DatasetManifest dataset) {

    private static final PercentFormat PERCENT = new PercentFormat(2);

    /** By subject, in the report's order. */
    Map<String, RobustBenchEntry> entries() {
        Map<String, RobustBenchEntry> entries = new LinkedHashMap<>();
        report.rows().forEach(row -> entries.put(row.subject(), entry(row)));
        return entries;
    }

    private RobustBenchEntry entry(ReportRow row) {
        int networks = networks(row.subject());
        return new RobustBenchEntry(
                Optional.empty(),
                report.experiment() + ": " + row.subject(),
                Optional.empty(),
                // Pretraining and fine-tuning see the training images of the data set, and no others.
                false,
                networks,
                RobustBenchNames.dataset(report.dataset()),
                Optional.empty(),
                String.join(" + ", Collections.nCopies(networks, architecture())),
                request.threat().eps().toString(),
                PERCENT.of(row.standardAccuracy()),
                PERCENT.of(row.robustAccuracy()),
                Optional.ofNullable(row.attacks().get(AttackName.AUTOATTACK))
                        .filter(accuracy -> ofAllImages())
                        .map(PERCENT::of),
                row.corruptions().map(accuracy -> PERCENT.of(accuracy.core())),
                row.unreliable(),
                footnote());
    }

    private int networks(String subject) {
        return request.evaluate().ensembles().stream()
                .filter(ensemble -> ensemble.subject().equals(subject))
                .findFirst()
                .map(EnsembleEntry::members)
                .map(members -> members.size())
                .orElse(1);
    }

    private String architecture() {
        return RobustBenchNames.architecture(
                request.model().depth(), request.model().width());
    }

    private boolean ofAllImages() {
        return report.images() == dataset.test();
    }

    private Optional<String> footnote() {
        return ofAllImages()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "on the first %,d of %,d test images", report.images(), dataset.test()));
    }
}
