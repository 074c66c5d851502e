package io.redoubt.eval.report.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.report.ReportRow;
import io.redoubt.eval.report.figures.ReportDocument;
import io.redoubt.eval.report.figures.SampleEverything;
import io.redoubt.eval.report.figures.SampleExperiment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttackTableTest {

    private static final ReportDocument DOCUMENT = SampleEverything.document();

    @Test
    void singleAttackShowsItsImages() {
        AttackTable.Line line = lines(DOCUMENT).lines().get(0);

        assertThat(line)
                .isEqualTo(new AttackTable.Line(
                        "pgd-20",
                        false,
                        new AttackTable.Accuracy("71.4", "68.5", "74.1"),
                        new AttackTable.Images("1,000", "286"),
                        new AttackTable.Passes("20,000", "19,000"),
                        "8.5"));
    }

    @Test
    void suiteHasALineForEachOfItsAttacks() {
        assertThat(lines(DOCUMENT).lines())
                .extracting(AttackTable.Line::attack)
                .containsExactly("pgd-20", "autoattack", "clean", "apgd-ce", "apgd-t", "fab-t", "square");
        assertThat(lines(DOCUMENT).lines().get(3))
                .isEqualTo(new AttackTable.Line(
                        "apgd-ce",
                        true,
                        AttackTable.Accuracy.NONE,
                        new AttackTable.Images("781", "67"),
                        AttackTable.Passes.NONE,
                        "61.5"));
    }

    @Test
    void unrecordedFiguresAreDashes() {
        ReportRow row = DOCUMENT.report().rows().get(3);
        ReportRow older = row.toBuilder().costs(Map.of()).build();

        AttackTable.Subject subject = lines(SampleExperiment.withRow(DOCUMENT, 3, older));

        assertThat(subject.lines()).hasSize(2);
        assertThat(subject.lines().get(0))
                .isEqualTo(new AttackTable.Line(
                        "pgd-20",
                        false,
                        new AttackTable.Accuracy("71.4", "68.5", "74.1"),
                        AttackTable.Images.NONE,
                        AttackTable.Passes.NONE,
                        PercentFormat.NONE));
    }

    private static AttackTable.Subject lines(ReportDocument document) {
        return AttackTable.of(document.report(), document.request()).subjects().get(3);
    }
}
