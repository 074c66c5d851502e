package io.redoubt.core.train;

import io.redoubt.api.request.PretextTaskNames;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.Recipe;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.ProgressMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Adversarial training of a tiny network for thousands of steps. As a separate process, it prints the growth of its
 * resident memory.
 */
final class LongTraining implements AutoCloseable {
    static final int STEPS_PER_EPOCH = 3;
    static final String RESULT = "resident memory in KiB: ";
    private static final int WARM_UP = 300;
    private static final int STEPS = 2000;
    private static final int SECOND_ORDER_STEPS = 600;
    private static final Recipe RECIPE =
            StripeImages.recipe((WARM_UP + STEPS) / STEPS_PER_EPOCH + 2, 0.01, BatchNormMode.EVAL);

    private final TrainingRun run;

    private LongTraining(Trainer trainer, Weights initial) {
        run = new TrainingRun(trainer.plan(), StripeImages.dataset().train(), trainer.start(initial));
    }

    /**
     * Returns a fine-tuning run.
     *
     * @param averaging the method of weight averaging
     */
    static LongTraining fineTuning(String averaging) {
        Recipe recipe = StripeImages.with(RECIPE, AveragingTest.averaging(averaging, 0.9, 0));
        FineTuning fineTuning = StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.ADVERSARIAL, recipe, 1);
        return new LongTraining(fineTuning.trainer(), fineTuning.initialWeights());
    }

    /** Returns joint pretraining with the diversity term, which needs second derivatives. */
    static LongTraining joint() {
        Pretraining pretraining = new Pretraining(
                StripeImages.pretrainSpec(
                        PretextTaskNames.of("rotation", "jigsaw"),
                        TrainingMode.ADVERSARIAL,
                        OptionalDouble.of(0.1),
                        RECIPE,
                        1),
                StripeImages.dataset());
        return new LongTraining(pretraining.trainer(), pretraining.start().weights());
    }

    /**
     * Trains for a number of steps, rounded up to whole epochs, copying the state after each step; evaluates the last
     * epoch.
     */
    void train(int steps) {
        ProgressMeter meter = new ProgressMeter(progress -> run.state(), 1, 1, run.trainingPhase(1));
        for (int done = STEPS_PER_EPOCH; done < steps; done += STEPS_PER_EPOCH) {
            run.trainEpoch(meter);
            run.finishEpoch(new EpochMetrics(run.epochs() + 1, 0, 0, 0));
        }
        run.trainEpoch(meter);
        run.finishEpoch(run.evaluateEpoch(meter));
    }

    int liveTensors() {
        return run.liveTensors();
    }

    @Override
    public void close() {
        run.close();
    }

    /** Prints the resident memory after the warm-up and at the end. */
    public static void main(String[] arguments) throws IOException {
        try (LongTraining first = fineTuning("ema");
                LongTraining second = joint()) {
            first.train(WARM_UP);
            second.train(WARM_UP);
            long before = residentMemory();
            first.train(STEPS);
            second.train(SECOND_ORDER_STEPS);
            System.out.println(RESULT + before + " " + residentMemory());
        }
    }

    private static long residentMemory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
