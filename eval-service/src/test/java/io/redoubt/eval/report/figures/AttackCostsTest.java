package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttackCostsTest {

    private static final String SUITE = "apgd-ce+square-1000";

    @Test
    void shardsAreSummedInTheOrderOfTheSuite() {
        Map<String, AttackCost> costs =
                AttackCosts.of(Map.of(SUITE, List.of(shard(1, 100, 30, 20), shard(2, 50, 5, 6))));

        assertThat(costs)
                .isEqualTo(Map.of(
                        SUITE,
                        new AttackCost(
                                3000,
                                600,
                                7.5,
                                List.of(
                                        AttackFigures.of("clean", 150, 35, 1.5),
                                        AttackFigures.of("apgd-ce", 115, 26, 3),
                                        AttackFigures.of("square-1000", 89, 2, 3)))));
    }

    /** Unrecorded passes are not reported as 0. */
    @Test
    void costsAreOmittedWithoutBackwardPasses() {
        ResultManifest older = SampleExperiment.manifest("older", Stage.ATTACK, 1, 1000, 0);

        assertThat(AttackCosts.of(Map.of(SUITE, List.of(shard(1, 100, 30, 20), older))))
                .isEmpty();
    }

    @Test
    void figuresAreOmittedIfAJobDidNotRecordThem() {
        ResultManifest silent = SampleExperiment.attack("silent", 1, 1000, 500, Map.of("clean.attacked", 100.0));

        assertThat(AttackCosts.of(Map.of(SUITE, List.of(shard(1, 100, 30, 20), silent))))
                .isEqualTo(Map.of(SUITE, new AttackCost(2000, 700, 3.5, List.of())));
    }

    private static ResultManifest shard(int factor, int images, int wrong, int fooled) {
        return SampleExperiment.attack(
                "shard" + factor,
                2.5 * factor,
                1000 * factor,
                200 * factor,
                Map.of(
                        "clean.attacked",
                        (double) images,
                        "clean.fooled",
                        (double) wrong,
                        "clean.seconds",
                        0.5 * factor,
                        "apgd-ce.attacked",
                        (double) images - wrong,
                        "apgd-ce.fooled",
                        (double) fooled,
                        "apgd-ce.seconds",
                        1.0 * factor,
                        "square-1000.attacked",
                        (double) images - wrong - fooled,
                        "square-1000.fooled",
                        1.0,
                        "square-1000.seconds",
                        1.0 * factor));
    }
}
