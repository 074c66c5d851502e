package io.redoubt.benchmarks.program;

import io.redoubt.api.training.AugmentationPolicy;
import io.redoubt.benchmarks.data.RandomImages;
import io.redoubt.core.train.FineTuning;
import java.util.List;

/** Adversarial training steps on labels, as a fine-tuning job runs them. */
public final class TrainingProgram {
    private TrainingProgram() {}

    /** @param arguments those of a {@link TrainingWorkload} */
    public static void main(String[] arguments) {
        TrainingWorkload work = TrainingWorkload.parse(List.of(arguments));
        FineTuning training = new FineTuning(
                TrainingSettings.finetune(
                        work.model(),
                        TrainingSettings.recipe(1, work.batch(), work.attackSteps(), AugmentationPolicy.CROP_FLIP)),
                RandomImages.colour());
        MeasuredSteps steps = new MeasuredSteps(work);
        steps.observe(() -> training.run(training.start(training.initialWeights()), steps));
    }
}
