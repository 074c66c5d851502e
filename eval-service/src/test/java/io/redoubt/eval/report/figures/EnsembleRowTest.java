package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Json;
import io.redoubt.api.report.ReportRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EnsembleRowTest {

    private static final String P3 = SampleEnsembles.P3;
    private static final String MIXED = SampleEnsembles.MIXED;

    @Test
    void rowFollowsTheModelsAndJoinsThePropertiesOfItsMembers() {
        List<ReportRow> rows = SampleEnsembles.report().rows();

        assertThat(rows).extracting(ReportRow::subject).hasSize(6).endsWith(P3, MIXED);
        assertThat(rows.get(4).scenario()).isEqualTo("P3,F4+P3,F2");
        assertThat(rows.get(4).pretext()).isEqualTo("rotation+rotation");
        assertThat(rows.get(5).scenario()).isEqualTo("P1,F4+P3,F4");
        assertThat(rows.get(5).pretext()).isEqualTo("none+rotation");
    }

    @Test
    void rowHasTheFiguresOfTheEnsembleAndNoEpochs() {
        ReportRow row = SampleEnsembles.report().rows().get(4);

        assertThat(row.standardAccuracy()).isEqualTo(0.79);
        assertThat(row.robustAccuracy()).isEqualTo(0.73);
        assertThat(row.attacks()).isEqualTo(Map.of("pgd-20", 0.73));
        assertThat(row.bestEpoch()).isEqualTo(OptionalInt.empty());
        assertThat(row.lastRobustAccuracy()).isEqualTo(Optional.empty());
        assertThat(Json.read(Json.canonical(row), ReportRow.class)).isEqualTo(row);
    }

    /** Both members start from one pretraining run. */
    @Test
    void costCountsEachTrainingJobOnceAndTheEnsemblesEvaluation() {
        ReportRow row = SampleEnsembles.report().rows().get(4);

        assertThat(row.forwardPasses()).isEqualTo(150_000 + 2 * 100_000 + 40_000 + 4_000);
        assertThat(row.seconds()).isEqualTo(90 + 2 * 60.25 + 17 + 1);
    }

    @Test
    void ensembleWithoutResultsIsNamed() {
        Map<String, EnsembleResults> ensembles = SampleEnsembles.results();
        ensembles.remove(MIXED);

        assertThatThrownBy(() -> SampleEnsembles.BUILDER.build(
                        SampleExperiment.results(), ensembles, SampleExperiment.histories(), Map.of()))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("results." + MIXED);
    }
}
