package io.redoubt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.data.safetensors.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The keys are part of stored results, which other versions read. */
class JobMetricsTest {

    @Test
    void attackJobHasPassesAndSuiteFigures() {
        AdversarialExamples examples = new AdversarialExamples(
                new IndexRange(0, 1),
                Tensor.of("images", new long[] {1, 1, 1, 1}, new float[1]),
                Tensor.of("labels", new long[] {1}, new long[] {0}),
                Optional.empty());
        AttackResult result = new AttackResult(
                examples,
                List.of(
                        new AttackFigures("clean", 9, 2, 7, 9, 0, 0.5),
                        new AttackFigures("pgd-20", 7, 3, 4, 147, 140, 1.5)));

        assertThat(JobMetrics.attack(result))
                .isEqualTo(Map.of(
                        "forwardPasses", 156.0,
                        "backwardPasses", 140.0,
                        "clean.attacked", 9.0,
                        "clean.fooled", 2.0,
                        "clean.seconds", 0.5,
                        "pgd-20.attacked", 7.0,
                        "pgd-20.fooled", 3.0,
                        "pgd-20.seconds", 1.5));
    }

    @Test
    void jobWithoutGradientsHasForwardPassesOnly() {
        PassCounts passes = new PassCounts(20, 10);

        assertThat(JobMetrics.forwardPasses(passes)).isEqualTo(Map.of("forwardPasses", 20.0));
        assertThat(JobMetrics.passes(passes)).isEqualTo(Map.of("forwardPasses", 20.0, "backwardPasses", 10.0));
    }
}
