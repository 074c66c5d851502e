package io.redoubt.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.Report;
import io.redoubt.api.report.ReportRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EnsembleRowTest {

    private static final String P3 = "rotation/full-adversarial+rotation/partial-adversarial";
    private static final String MIXED = "none/full-adversarial+rotation/full-adversarial";
    private static final ReportBuilder BUILDER = new ReportBuilder(
            "quickstart-0123456789",
            SampleExperiment.requestOfEnsembles(),
            SampleExperiment.DATASET,
            SampleExperiment.ENVIRONMENT);

    @Test
    void standsAfterTheModelsWithWhatItsMembersHaveInCommon() {
        List<ReportRow> rows = report().rows();

        assertThat(rows).extracting(ReportRow::subject).hasSize(6).endsWith(P3, MIXED);
        assertThat(rows.get(4).scenario()).isEqualTo("P3,F4+P3,F2");
        assertThat(rows.get(4).pretext()).isEqualTo("rotation+rotation");
        assertThat(rows.get(5).scenario()).isEqualTo("P1,F4+P3,F4");
        assertThat(rows.get(5).pretext()).isEqualTo("none+rotation");
    }

    @Test
    void hasTheFiguresOfTheEnsembleAndNoEpochs() {
        ReportRow row = report().rows().get(4);

        assertThat(row.standardAccuracy()).isEqualTo(0.79);
        assertThat(row.robustAccuracy()).isEqualTo(0.73);
        assertThat(row.attacks()).isEqualTo(Map.of("pgd-20", 0.73));
        assertThat(row.bestEpoch()).isEqualTo(OptionalInt.empty());
        assertThat(row.lastRobustAccuracy()).isEqualTo(Optional.empty());
        assertThat(Json.read(Json.canonical(row), ReportRow.class)).isEqualTo(row);
    }

    /** Both members start from one pretraining run. */
    @Test
    void itsCostIsTheTrainingOfItsMembersEachJobOnceAndItsOwnJudging() {
        ReportRow row = report().rows().get(4);

        assertThat(row.forwardPasses()).isEqualTo(150_000 + 2 * 100_000 + 40_000 + 4_000);
        assertThat(row.seconds()).isEqualTo(90 + 2 * 60.25 + 17 + 1);
    }

    @Test
    void isShownInEveryFormOfTheReport() {
        ReportDocument document = document();

        assertThat(MarkdownReport.render(document).lines())
                .contains("| P1,F4+P3,F4 | none+rotation | " + MIXED
                        + " | 80.0 | 74.0 | 71.2 to 76.6 | \u2013 | \u2013 | 394,000 | 229 |");
        assertThat(HtmlReport.render(document)).contains(">" + MIXED + "</th>", ">P1,F4+P3,F4</td>");
    }

    @Test
    void oneWithoutResultsIsNamed() {
        Map<String, EnsembleResults> ensembles = ensembles();
        ensembles.remove(MIXED);

        assertThatThrownBy(() ->
                        BUILDER.build(SampleExperiment.results(), ensembles, SampleExperiment.histories(), Map.of()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("results." + MIXED);
    }

    static ReportDocument document() {
        return document(SampleExperiment.DATASET.name());
    }

    /** On a data set of that name. */
    static ReportDocument document(String dataset) {
        Report report = report();
        return new ReportDocument(
                new Report(
                        report.schema(),
                        report.experiment(),
                        dataset,
                        report.images(),
                        report.rows(),
                        report.transfer(),
                        report.alarms(),
                        report.provenance()),
                BUILDER.request(),
                BUILDER.dataset(),
                SampleExperiment.histories(),
                Map.of());
    }

    private static Report report() {
        return BUILDER.build(SampleExperiment.results(), ensembles(), SampleExperiment.histories(), Map.of());
    }

    private static Map<String, EnsembleResults> ensembles() {
        Map<String, SubjectResults> models = SampleExperiment.results();
        Map<String, EnsembleResults> ensembles = new LinkedHashMap<>();
        ensembles.put(
                P3,
                results(790, 730, models.get("rotation/full-adversarial"), models.get("rotation/partial-adversarial")));
        ensembles.put(
                MIXED, results(800, 740, models.get("none/full-adversarial"), models.get("rotation/full-adversarial")));
        return ensembles;
    }

    private static EnsembleResults results(int standard, int robust, SubjectResults... members) {
        return new EnsembleResults(
                new SubjectEvaluation(
                        SampleExperiment.scores(standard, Map.of("pgd-20", robust)),
                        SampleExperiment.manifest("ensemble", Stage.EVALUATE, 1, 4_000, 0),
                        Map.of("pgd-20", List.of(SampleExperiment.manifest("ensemble", Stage.ATTACK, 17, 40_000, 0))),
                        Optional.empty(),
                        List.of()),
                List.of(members));
    }
}
