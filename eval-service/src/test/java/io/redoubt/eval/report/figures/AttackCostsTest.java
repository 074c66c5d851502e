package io.redoubt.eval.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.job.ResultManifest;
import io.redoubt.api.job.Stage;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackCost.Rung;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttackCostsTest {

    private static final String LADDER = "apgd-ce+square-1000";

    @Test
    void shardsAreSummedAndRungsStandInTheOrderOfTheLadder() {
        Map<String, AttackCost> costs =
                AttackCosts.of(Map.of(LADDER, List.of(shard(1, 100, 30, 20), shard(2, 50, 5, 6))));

        assertThat(costs)
                .isEqualTo(Map.of(
                        LADDER,
                        new AttackCost(
                                3000,
                                600,
                                7.5,
                                List.of(
                                        new Rung("clean", 150, 35, 1.5),
                                        new Rung("apgd-ce", 115, 26, 3),
                                        new Rung("square-1000", 89, 2, 3)))));
    }

    /** What was not counted is not 0. */
    @Test
    void aJobOfAVersionThatDidNotCountPassesBackwardGivesNone() {
        ResultManifest older = SampleExperiment.manifest("older", Stage.ATTACK, 1, 1000, 0);

        assertThat(AttackCosts.of(Map.of(LADDER, List.of(shard(1, 100, 30, 20), older))))
                .isEmpty();
    }

    @Test
    void aJobThatDidNotRecordRungsLeavesThemOut() {
        ResultManifest silent = SampleExperiment.attack("silent", 1, 1000, 500, Map.of("clean.attacked", 100.0));

        assertThat(AttackCosts.of(Map.of(LADDER, List.of(shard(1, 100, 30, 20), silent))))
                .isEqualTo(Map.of(LADDER, new AttackCost(2000, 700, 3.5, List.of())));
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
