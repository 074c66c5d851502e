package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.dataset.DatasetManifest;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.EpochRecord;
import io.redoubt.api.report.GradientMaskingDiagnosis;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import io.redoubt.api.report.Scores;
import io.redoubt.api.report.TransferScores;
import io.redoubt.core.evaluate.WilsonInterval;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportBuilderTest {

    private static final String SUBJECT = "rotation/full-adversarial";

    @Test
    void jsonEqualsTheGoldenFile() throws Exception {
        byte[] json = Json.pretty(SampleExperiment.builder()
                .build(SampleExperiment.results(), Map.of(), SampleExperiment.histories(), Map.of()));

        try (InputStream golden = getClass().getResourceAsStream("report.json")) {
            JsonNode expected = Json.mapper().readTree(golden);
            JsonNode built = Json.mapper().readTree(json);
            JsonNode request = ((ObjectNode) built.get("provenance")).remove("request");
            assertThat(built).isEqualTo(expected);
            assertThat(request)
                    .isEqualTo(Json.mapper()
                            .readTree(Json.canonical(SampleExperiment.builder().request())));
        }
        assertThat(Json.pretty(Json.read(json, Report.class))).as("round trip").isEqualTo(json);
    }

    @Test
    void reportOfAPartOfTheImagesCountsThemPerClass() {
        ReportBuilder all = SampleExperiment.builder();
        DatasetManifest set = all.dataset();

        Report report = new ReportBuilder(
                        all.experiment(), all.request(), twice(set), true, Map.of(), all.environment())
                .build(SampleExperiment.results(), Map.of(), SampleExperiment.histories(), Map.of());

        assertThat(report.imagesPerClass())
                .hasSize(10)
                .containsEntry("Bag", 100)
                .containsValue(100);
        assertThat(report.imagesPerClass().keySet()).containsExactlyElementsOf(set.classes());
        assertThat(report.alarms()).noneMatch(alarm -> alarm.contains("not a sample"));
    }

    @Test
    void firstImagesOfASortedDatasetMarkEveryRowAsUnreliable() {
        ReportBuilder all = SampleExperiment.builder();

        Report report = new ReportBuilder(
                        all.experiment(), all.request(), twice(all.dataset()), false, Map.of(), all.environment())
                .build(SampleExperiment.results(), Map.of(), SampleExperiment.histories(), Map.of());

        assertThat(report.alarms())
                .filteredOn(alarm -> alarm.contains("evaluated images are not a sample of the test images"))
                .hasSameSizeAs(report.rows());
        assertThat(report.rows()).allMatch(ReportRow::unreliable);
    }

    @Test
    void rowsFollowTheOrderOfTheRequest() {
        Report report = SampleExperiment.builder()
                .build(SampleExperiment.results(), Map.of(), SampleExperiment.histories(), Map.of());

        assertThat(report.rows())
                .extracting(ReportRow::subject, ReportRow::scenario, ReportRow::pretext)
                .containsExactly(
                        tuple("none/full-standard", "P1,F3", "none"),
                        tuple("none/full-adversarial", "P1,F4", "none"),
                        tuple("rotation/partial-adversarial", "P3,F2", "rotation"),
                        tuple("rotation/full-adversarial", "P3,F4", "rotation"));
    }

    @Test
    void costIsTheSumOverAllJobsOfTheRow() {
        ReportRow row = row(SampleExperiment.results().get(SUBJECT));

        assertThat(row.forwardPasses()).isEqualTo(150_000 + 100_000 + 20_000 + 2_000);
        assertThat(row.seconds()).isEqualTo(90 + 60.25 + 8.5 + 0.5);
    }

    @Test
    void severalAttacksGiveTheWorstCaseAndAnAccuracyEach() {
        Scores scores = SampleExperiment.scores(800, Map.of("fgsm", 600, "pgd-20", 500));
        SubjectResults found = SampleExperiment.results().get(SUBJECT);

        ReportRow row = row(new SubjectResults(
                SampleExperiment.evaluation("d", scores), Optional.of(scores), found.pretrain(), found.finetune()));

        assertThat(row.attacks()).isEqualTo(Map.of("fgsm", 0.6, "pgd-20", 0.5));
        assertThat(row.robustAccuracy()).isEqualTo(0.5);
        assertThat(row.confidence95()).isEqualTo(WilsonInterval.of95(500, 1000).ends());
    }

    @Test
    void lastEpochUsesTheFigureOfTheBestIfBothAreTheSame() {
        SubjectResults found = SampleExperiment.results().get(SUBJECT);

        ReportRow row =
                row(new SubjectResults(found.evaluation(), Optional.empty(), found.pretrain(), found.finetune()));

        assertThat(row.lastRobustAccuracy()).contains(0.714);
    }

    @Test
    void unevaluatedLastEpochHasNoFigure() {
        SubjectResults found = SampleExperiment.results().get(SUBJECT);
        ResultManifest finetune = SampleExperiment.manifest("d", Stage.FINETUNE, 1, 1, 1);

        ReportRow row = row(new SubjectResults(found.evaluation(), Optional.empty(), found.pretrain(), finetune));

        assertThat(row.lastRobustAccuracy()).isEmpty();
        assertThat(Json.read(Json.canonical(row), ReportRow.class)).isEqualTo(row);
    }

    @Test
    void modelWithoutResultsIsNamed() {
        Map<String, SubjectResults> results = SampleExperiment.results();
        results.remove(SUBJECT);

        assertThatThrownBy(() ->
                        SampleExperiment.builder().build(results, Map.of(), SampleExperiment.histories(), Map.of()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining(SUBJECT);
    }

    @Test
    void modelWithoutAHistoryIsNamed() {
        Map<String, List<EpochRecord>> histories = new HashMap<>(SampleExperiment.histories());
        histories.remove(SUBJECT);

        assertThatThrownBy(() ->
                        SampleExperiment.builder().build(SampleExperiment.results(), Map.of(), histories, Map.of()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("histories." + SUBJECT);
    }

    @Test
    void collapsedTrainingRaisesAnAlarm() {
        Map<String, List<EpochRecord>> histories = new HashMap<>(SampleExperiment.histories());
        histories.put(SUBJECT, SampleExperiment.collapsedHistory());

        Report report = SampleExperiment.builder().build(SampleExperiment.results(), Map.of(), histories, Map.of());

        assertThat(report.alarms()).singleElement().asString().contains(SUBJECT, "catastrophic overfitting");
    }

    @Test
    void modelsEvaluatedOnDifferentImagesAreRejected() {
        Map<String, SubjectResults> results = SampleExperiment.results();
        SubjectResults found = results.get(SUBJECT);
        Scores fewer =
                new Scores(SchemaVersion.VERSION, List.of(1), List.of(1), Map.of("pgd-20", List.of(1)), Map.of());
        results.put(
                SUBJECT,
                new SubjectResults(
                        SampleExperiment.evaluation("d", fewer), Optional.empty(), found.pretrain(), found.finetune()));

        assertThatThrownBy(() ->
                        SampleExperiment.builder().build(results, Map.of(), SampleExperiment.histories(), Map.of()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("scores." + SUBJECT);
    }

    @Test
    void transferIsAMatrixOverTheRowsIfRequested() {
        Report report = SampleExperiment.documentOfTransfer().report();

        assertThat(report.transfer().orElseThrow().subjects())
                .isEqualTo(report.rows().stream().map(ReportRow::subject).toList());
        for (int i = 0; i < report.rows().size(); i++) {
            assertThat(report.transfer().get().robustAccuracy().get(i).get(i))
                    .isEqualTo(report.rows().get(i).robustAccuracy());
        }
        assertThat(report.alarms()).isEmpty();
        assertThat(Json.read(Json.pretty(report), Report.class).transfer()).isEqualTo(report.transfer());
    }

    @Test
    void subjectWithoutTransferScoresIsNamed() {
        Map<String, TransferScores> transfers = SampleExperiment.transfers();
        transfers.remove(SUBJECT);
        ReportBuilder builder = SampleExperiment.builder(SampleExperiment.requestOfTransfer());

        assertThatThrownBy(() ->
                        builder.build(SampleExperiment.results(), Map.of(), SampleExperiment.histories(), transfers))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("transfer." + SUBJECT);
    }

    @Test
    void jobWithoutAMetricIsNamed() {
        SubjectResults found = SampleExperiment.results().get(SUBJECT);
        ResultManifest complete = found.finetune();
        ResultManifest silent = new ResultManifest(
                complete.schema(),
                complete.fingerprint(),
                complete.stage(),
                complete.parts(),
                Map.of("bestEpoch", 2.0),
                complete.finished(),
                complete.worker());

        assertThatThrownBy(
                        () -> row(new SubjectResults(found.evaluation(), found.lastScores(), found.pretrain(), silent)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining(complete.fingerprint())
                .hasMessageContaining("metrics.");
    }

    @Test
    void rowHasTheCostOfItsAttacksAndTheResultsOfChecksAndCorruptions() {
        ReportRow row = SampleEverything.document().report().rows().get(3);

        assertThat(row.costs()).containsOnlyKeys("pgd-20", "autoattack");
        assertThat(row.diagnosis()).contains(SampleExperiment.diagnosis(100, 64));
        assertThat(row.corruptions().orElseThrow().families()).hasSize(19);
        assertThat(Json.read(Json.canonical(row), ReportRow.class)).isEqualTo(row);
    }

    /** They cost a tenth of the row's jobs and are not part of its figures. */
    @Test
    void costExcludesChecksAndCorruptions() {
        ReportRow row = SampleEverything.document().report().rows().get(3);

        assertThat(row.forwardPasses()).isEqualTo(150_000 + 100_000 + 20_000 + 800_000 + 2_000);
    }

    @Test
    void failedCheckRaisesAnAlarm() {
        Report report = reportOf(diagnosed(SampleExperiment.diagnosis(40, 64)));

        assertThat(report.alarms())
                .singleElement()
                .asString()
                .startsWith(SUBJECT + ": one step (FGSM) beats several (Auto-PGD)");
        assertThat(report.rows()).extracting(ReportRow::unreliable).containsExactly(false, false, false, true);
    }

    @Test
    void alarmAboutTheTrainingDoesNotMakeFiguresUnreliable() {
        Map<String, List<EpochRecord>> histories = new HashMap<>(SampleExperiment.histories());
        histories.put(SUBJECT, SampleExperiment.collapsedHistory());

        Report report = SampleExperiment.builder().build(SampleExperiment.results(), Map.of(), histories, Map.of());

        assertThat(report.alarms()).hasSize(1);
        assertThat(report.rows()).noneMatch(ReportRow::unreliable);
    }

    private static SubjectResults diagnosed(GradientMaskingDiagnosis diagnosis) {
        SubjectResults found = SampleExperiment.results().get(SUBJECT);
        SubjectEvaluation evaluation = found.evaluation();
        return new SubjectResults(
                new SubjectEvaluation(
                        evaluation.scores(),
                        evaluation.evaluation(),
                        evaluation.attacks(),
                        Optional.of(diagnosis),
                        List.of()),
                found.lastScores(),
                found.pretrain(),
                found.finetune());
    }

    private static ReportRow row(SubjectResults replaced) {
        return reportOf(replaced).rows().get(3);
    }

    private static Report reportOf(SubjectResults replaced) {
        Map<String, SubjectResults> results = SampleExperiment.results();
        results.put(SUBJECT, replaced);
        return SampleExperiment.builder().build(results, Map.of(), SampleExperiment.histories(), Map.of());
    }

    /** The manifest of a data set with twice the test images that are evaluated. */
    private static DatasetManifest twice(DatasetManifest set) {
        return new DatasetManifest(
                set.schema(),
                set.name(),
                set.sha256(),
                set.bytes(),
                set.classes(),
                set.channels(),
                set.height(),
                set.width(),
                set.train(),
                2 * SampleExperiment.IMAGES);
    }
}
