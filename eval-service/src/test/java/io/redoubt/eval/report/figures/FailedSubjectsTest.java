package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.FailedSubject;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.TransferScores;
import io.redoubt.api.request.ExperimentRequest;
import io.redoubt.eval.report.page.HtmlReport;
import io.redoubt.eval.report.page.MarkdownReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports of experiments whose jobs failed in part. */
class FailedSubjectsTest {

    private static final String FAILED = "none/full-standard";
    private static final String REASON = "finetune/none/full-standard: the loss is NaN";

    private static ReportBuilder builder(ExperimentRequest request, Map<String, String> failures) {
        ReportBuilder complete = SampleExperiment.builder(request);
        return new ReportBuilder(
                complete.experiment(), complete.request(), complete.dataset(), true, failures, complete.environment());
    }

    private static Report report(ExperimentRequest request, Map<String, TransferScores> transfers) {
        Map<String, SubjectResults> results = new HashMap<>(SampleExperiment.results());
        results.remove(FAILED);
        Map<String, List<EpochRecord>> histories = new HashMap<>(SampleExperiment.histories());
        histories.remove(FAILED);
        return builder(request, Map.of("scores/" + FAILED, REASON)).build(results, Map.of(), histories, transfers);
    }

    private static Report report() {
        return report(SampleExperiment.request(), Map.of());
    }

    private static ReportDocument document() {
        ReportDocument complete = SampleExperiment.document();
        return new ReportDocument(
                report(), complete.request(), complete.dataset(), complete.histories(), complete.examples());
    }

    @Test
    void failedSubjectHasNoRowButItsReason() {
        Report report = report();

        assertThat(report.rows())
                .extracting(ReportRow::subject)
                .containsExactly("none/full-adversarial", "rotation/partial-adversarial", "rotation/full-adversarial");
        assertThat(report.failed()).containsExactly(new FailedSubject(FAILED, "P1,F3", "none", REASON));
        assertThat(report.images()).isEqualTo(1000);
    }

    @Test
    void rowsOfTheOthersAreThoseOfACompleteReport() {
        Report complete = SampleExperiment.builder()
                .build(SampleExperiment.results(), Map.of(), SampleExperiment.histories(), Map.of());

        assertThat(report().rows()).isEqualTo(complete.rows().subList(1, 4));
    }

    @Test
    void transferMatrixWithAFailedSubjectIsMissing() {
        assertThat(report(SampleExperiment.requestOfTransfer(), SampleExperiment.transfers())
                        .transfer())
                .isEmpty();
    }

    @Test
    void missingFiguresOfARowAreAlarms() {
        String subject = "none/full-adversarial";
        ReportBuilder builder = builder(
                SampleExperiment.request(),
                Map.of(
                        "diagnosis/" + subject, "diagnose/a: out of memory",
                        "last-scores/" + subject, "evaluate/b: out of memory",
                        "corruptions/" + subject + "/0-500", "attack/c: out of memory"));

        Report report = builder.build(SampleExperiment.results(), Map.of(), SampleExperiment.histories(), Map.of());

        assertThat(report.rows()).hasSize(4);
        assertThat(report.alarms())
                .contains(
                        subject + ": the accuracy of the last epoch is missing; evaluate/b: out of memory",
                        subject + ": the checks for masked gradients are missing; diagnose/a: out of memory",
                        subject + ": the accuracies on corrupted images are missing; attack/c: out of memory");
    }

    @Test
    void subjectWithoutResultsAndFailureIsAnError() {
        Map<String, SubjectResults> results = new HashMap<>(SampleExperiment.results());
        results.remove(FAILED);

        assertThatThrownBy(() -> builder(SampleExperiment.request(), Map.of())
                        .build(results, Map.of(), SampleExperiment.histories(), Map.of()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("results." + FAILED);
    }

    @Test
    void pagesMarkTheFailedSubject() {
        assertThat(MarkdownReport.render(document()).lines())
                .contains("| P1,F3 | none | " + FAILED + " | failed | failed | " + REASON + " | | | | |");
        assertThat(HtmlReport.render(document()))
                .contains("<th scope=\"row\">" + FAILED + "</th>", "colspan=\"3\">failed: " + REASON + "</td>");
    }
}
