package io.redoubt.benchmarks.program;

import io.redoubt.api.training.AugmentationPolicy;
import io.redoubt.benchmarks.data.RandomImages;
import io.redoubt.core.train.Pretraining;
import java.util.List;

/** Adversarial training steps on pretext tasks, as a pretraining job runs them. */
public final class PretextProgram {
    private PretextProgram() {}

    /** @param arguments the tasks, separated by commas, and then those of a {@link TrainingWorkload} */
    public static void main(String[] arguments) {
        TrainingWorkload work = TrainingWorkload.parse(List.of(arguments).subList(1, arguments.length));
        Pretraining training = new Pretraining(
                TrainingSettings.pretrain(
                        work.model(),
                        List.of(arguments[0].split(",")),
                        TrainingSettings.recipe(1, work.batch(), work.attackSteps(), AugmentationPolicy.CROP_FLIP)),
                RandomImages.colour());
        MeasuredSteps steps = new MeasuredSteps(work);
        steps.observe(() -> training.run(training.start(), steps));
    }
}
