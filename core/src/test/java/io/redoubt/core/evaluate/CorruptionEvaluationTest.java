package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.CorruptionScores;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.corruption.Corruptions;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.train.StripeImages;
import io.redoubt.data.ImageSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorruptionEvaluationTest {
    private static final PreActResNet NETWORK = new PreActResNet(10, 2, 2, Normalisation.forChannels(1));
    private static final ImageSet IMAGES = StripeImages.dataset().test();

    @Test
    void predictionsCoverEveryCorruptionAndDoNotDependOnTheShard() {
        List<Progress> reported = new ArrayList<>();
        try (LoadedModel model = new LoadedModel(NETWORK, Weights.initial(NETWORK.tensors(), 3), IMAGES.shape())) {
            CorruptionEvaluation run = new CorruptionEvaluation(model, IMAGES, 7);

            CorruptionScores all = run.predict(new IndexRange(0, 6), reported::add);
            CorruptionScores rest = run.predict(new IndexRange(4, 6), progress -> {});

            assertThat(all.families()).containsOnlyKeys(Corruptions.names());
            assertThat(all.families().values()).allSatisfy(family -> {
                assertThat(family).hasSize(5);
                assertThat(family).allSatisfy(predicted -> assertThat(predicted).hasSize(6));
            });
            assertThat(all.labels()).containsExactly(0, 1, 0, 1, 0, 1);
            rest.families().forEach((name, bySeverity) -> assertThat(bySeverity)
                    .isEqualTo(all.families().get(name).stream()
                            .map(predicted -> predicted.subList(4, 6))
                            .toList()));
            assertThat(rest.from()).isEqualTo(4);
            assertThat(reported).hasSize(CorruptionEvaluation.passes());
        }
    }
}
