package io.redoubt.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckpointAlarmsTest {

    private static final String SUBJECT = "rotation/full-adversarial";
    private static final String TRAINED =
            SUBJECT + ": 2 damaged checkpoints were refused in stage finetune and an older one used.";
    private static final String PRETRAINED =
            SUBJECT + ": 1 damaged checkpoint was refused in stage pretrain and an older one used.";

    @Test
    void aReportSaysWhichModelsWentOnFromAnOlderCheckpoint() {
        Report report = report(SampleExperiment.results(), 1, 2);

        assertThat(report.alarms().stream().filter(alarm -> alarm.contains("damaged")))
                .satisfiesExactly(alarm -> assertThat(alarm).startsWith(PRETRAINED), alarm -> assertThat(alarm)
                        .startsWith(TRAINED));
        assertThat(report.rows()).noneMatch(ReportRow::unreliable);
    }

    @Test
    void bothPagesShowIt() {
        Report report = report(SampleExperiment.results(), 0, 2);
        ReportDocument document = new ReportDocument(
                report,
                SampleExperiment.request(),
                SampleExperiment.DATASET,
                SampleExperiment.histories(),
                SampleExperiment.examples());

        assertThat(HtmlReport.render(document)).contains("2 damaged checkpoints were refused");
        assertThat(MarkdownReport.render(document)).contains("2 damaged checkpoints were refused");
    }

    @Test
    void anUndisturbedExperimentHasNone() {
        assertThat(report(SampleExperiment.results(), 0, 0).alarms()).noneMatch(alarm -> alarm.contains("damaged"));
    }

    private static Report report(Map<String, SubjectResults> undisturbed, int pretrain, int finetune) {
        Map<String, SubjectResults> results = new LinkedHashMap<>(undisturbed);
        SubjectResults found = results.get(SUBJECT);
        results.put(
                SUBJECT,
                new SubjectResults(
                        found.judged(),
                        found.lastScores(),
                        Optional.of(with(found.pretrain().orElseThrow(), pretrain)),
                        with(found.finetune(), finetune)));
        return SampleExperiment.builder().build(results, Map.of(), SampleExperiment.histories(), Map.of());
    }

    private static ResultManifest with(ResultManifest manifest, int refused) {
        if (refused == 0) {
            return manifest;
        }
        Map<String, Double> metrics = new HashMap<>(manifest.metrics());
        metrics.put("refusedCheckpoints", (double) refused);
        return new ResultManifest(
                manifest.schema(),
                manifest.fingerprint(),
                manifest.stage(),
                List.copyOf(manifest.parts()),
                metrics,
                manifest.finished(),
                manifest.worker());
    }
}
