package io.redoubt.cli.export;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.NearestName;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.request.EnsembleEntry;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.api.request.FinetuneEntry;
import java.util.List;
import java.util.Optional;

/**
 * What a report says about one subject.
 *
 * @param report the report
 * @param row its row of the subject
 * @param request the complete request
 */
record ReportedSubject(Report report, ReportRow row, ExperimentRequest request) {

    private static final String SUBJECT = "SUBJECT";

    /**
     * Finds a subject.
     *
     * @throws InvalidFieldException if the report has no such subject
     * @throws IllegalStateException if the report has no figures of it, or does not contain the request
     */
    static ReportedSubject of(Report report, String subject) {
        Object request = report.provenance().get("request");
        if (request == null) {
            throw new IllegalStateException("the report of " + report.experiment()
                    + " does not contain its request; submit the request again to write a new report");
        }
        Optional<FailedSubject> failed = report.failed().stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst();
        if (failed.isPresent()) {
            throw new IllegalStateException("the report has no figures of " + subject + ", because "
                    + failed.get().reason() + "; `redoubt model get` downloads a model without a model card");
        }
        ReportRow row = report.rows().stream()
                .filter(each -> each.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> unknown(report, subject));
        return new ReportedSubject(report, row, Json.read(Json.canonical(request), ExperimentRequest.class));
    }

    private static InvalidFieldException unknown(Report report, String subject) {
        List<String> subjects = report.rows().stream().map(ReportRow::subject).toList();
        return new InvalidFieldException(
                SUBJECT,
                Ids.quote(subject) + " is not a subject of " + report.experiment()
                        + NearestName.of(subject, subjects)
                                .map(nearest -> "; did you mean " + nearest + "? Use one of ")
                                .orElse("; use one of ")
                        + String.join(", ", subjects));
    }

    /** The fine-tuned model, or the members of an ensemble. */
    List<FinetuneEntry> members() {
        List<String> names = request.evaluate().ensembles().stream()
                .filter(ensemble -> ensemble.subject().equals(row.subject()))
                .findFirst()
                .map(EnsembleEntry::members)
                .orElse(List.of(row.subject()));
        return names.stream()
                .flatMap(name -> request.finetune().stream()
                        .filter(entry -> entry.subject().equals(name)))
                .toList();
    }

    /** Experiment and subject. */
    String title() {
        return report.experiment() + ": " + row.subject();
    }
}
