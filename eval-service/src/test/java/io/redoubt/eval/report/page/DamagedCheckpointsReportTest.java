package io.redoubt.eval.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.figures.SampleExperiment;
import io.redoubt.eval.report.figures.SubjectResults;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DamagedCheckpointsReportTest {

    private static final String SUBJECT = "rotation/full-adversarial";
    private static final String TRAINED = SUBJECT + ": stage finetune found 2 damaged checkpoints";
    private static final String PRETRAINED = SUBJECT + ": stage pretrain found 1 damaged checkpoint";

    @Test
    void reportNamesTheModelsThatResumedFromAnOlderCheckpoint() {
        Report report = report(SampleExperiment.results(), 1, 2);

        assertThat(report.alarms().stream().filter(alarm -> alarm.contains("damaged")))
                .satisfiesExactly(alarm -> assertThat(alarm).startsWith(PRETRAINED), alarm -> assertThat(alarm)
                        .startsWith(TRAINED));
        assertThat(report.rows()).noneMatch(ReportRow::unreliable);
    }

    @Test
    void htmlAndMarkdownShowTheAlarm() {
        Report report = report(SampleExperiment.results(), 0, 2);
        ReportDocument document = new ReportDocument(
                report,
                SampleExperiment.request(),
                SampleExperiment.DATASET,
                SampleExperiment.histories(),
                SampleExperiment.examples());

        assertThat(HtmlReport.render(document)).contains("found 2 damaged checkpoints");
        assertThat(MarkdownReport.render(document)).contains("found 2 damaged checkpoints");
    }

    @Test
    void experimentWithoutDamageHasNoAlarm() {
        assertThat(report(SampleExperiment.results(), 0, 0).alarms()).noneMatch(alarm -> alarm.contains("damaged"));
    }

    private static Report report(Map<String, SubjectResults> original, int pretrain, int finetune) {
        Map<String, SubjectResults> results = new LinkedHashMap<>(original);
        SubjectResults found = results.get(SUBJECT);
        results.put(
                SUBJECT,
                new SubjectResults(
                        found.evaluation(),
                        found.lastScores(),
                        Optional.of(with(found.pretrain().orElseThrow(), pretrain)),
                        with(found.finetune(), finetune)));
        return SampleExperiment.builder().build(results, Map.of(), SampleExperiment.histories(), Map.of());
    }

    private static ResultManifest with(ResultManifest manifest, int damaged) {
        if (damaged == 0) {
            return manifest;
        }
        Map<String, Double> metrics = new HashMap<>(manifest.metrics());
        metrics.put(ResultManifest.REFUSED_CHECKPOINTS, (double) damaged);
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
