package io.redoubt.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.Recipe;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.ObjectiveLoss;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Objective;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.ImageSet;
import io.redoubt.data.random.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BatchPrefetcherTest {
    private static final Recipe RECIPE = StripeImages.recipe(2, 0.05, BatchNormMode.EVAL);
    private static final ImageSet IMAGES = StripeImages.dataset().train();

    private final Map<Step, Thread> preparedBy = new ConcurrentHashMap<>();

    private record Step(long epoch, long step) {}

    @Test
    void batchesAfterTheFirstOfAnEpochArePreparedByAnotherThread() {
        Trainer trainer = trainer(Integer.MAX_VALUE);

        trainer.run(TwoFeatureClassifier.start(trainer), RecordingObserver.uninterrupted());

        assertThat(preparedBy).hasSizeGreaterThan(4).allSatisfy((step, thread) -> assertThat(
                        thread == Thread.currentThread())
                .as("%s by %s", step, thread)
                .isEqualTo(step.step == 0));
    }

    @Test
    void failedPreparationFailsTheTraining() {
        Trainer trainer = trainer(1);

        assertThatThrownBy(() -> trainer.run(TwoFeatureClassifier.start(trainer), RecordingObserver.uninterrupted()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("unreadable");
    }

    @Test
    void noiseIsDrawnForTheSeedTheEpochAndTheImage() {
        TrainingPlan plan = trainer(Integer.MAX_VALUE).plan();
        SeedRecorder adversary = new SeedRecorder(new ArrayList<>());
        ScriptSource source = new ScriptSource();
        plan.batches().objective().define(source);
        try (BatchPrefetcher prefetcher = new BatchPrefetcher(new BatchLoader(plan, IMAGES), Optional.of(adversary));
                ScriptModule module = ScriptModule.load(source);
                ScriptStep call = module.step()) {
            prefetcher.next(call, new int[] {3, 5}, 2, 0);
        }

        assertThat(adversary.seeds).containsExactly(Seeds.derive(1, 2, 3, "attack"), Seeds.derive(1, 2, 5, "attack"));
    }

    private record SeedRecorder(List<Long> seeds) implements TrainingAdversary {
        @Override
        public void define(ScriptSource source, String prefix) {}

        @Override
        public DeviceTensor perturb(
                String prefix,
                ScriptStep step,
                DeviceTensors weights,
                DeviceTensor images,
                DeviceTensor targets,
                DeviceTensor noise) {
            return images;
        }

        @Override
        public boolean startsRandomly() {
            return true;
        }

        @Override
        public void fillNoise(long[] each, FloatBuffer into) {
            LongStream.of(each).forEach(seeds::add);
            into.position(into.limit());
        }

        @Override
        public int passes() {
            return 1;
        }
    }

    private Trainer trainer(int failingStep) {
        LabelBatches labels = new LabelBatches(new TwoFeatureClassifier(), BatchAugmentation.CROP_AND_FLIP, 1);
        return new Trainer(
                new TrainingPlan(
                        new ObservedBatches(labels, failingStep),
                        List.of(NetworkPart.HEAD),
                        new ObjectiveLoss(LossInputs.ADVERSARIAL),
                        BatchNormMode.EVAL,
                        new LinfBall(8 / 255.0),
                        RECIPE,
                        1),
                IMAGES);
    }

    private final class ObservedBatches implements BatchSource {
        private final BatchSource source;
        private final int failingStep;

        ObservedBatches(BatchSource source, int failingStep) {
            this.source = source;
            this.failingStep = failingStep;
        }

        @Override
        public Objective objective() {
            return source.objective();
        }

        @Override
        public int inputsPerImage() {
            return source.inputsPerImage();
        }

        @Override
        public int targetsPerImage() {
            return source.targetsPerImage();
        }

        @Override
        public long[] training(ImageSet images, int[] indices, long epoch, long step, FloatBuffer into) {
            if (step == failingStep) {
                throw new UncheckedIOException(new IOException("unreadable"));
            }
            preparedBy.put(new Step(epoch, step), Thread.currentThread());
            return source.training(images, indices, epoch, step, into);
        }

        @Override
        public long[] evaluation(ImageSet images, int[] indices, FloatBuffer into) {
            return source.evaluation(images, indices, into);
        }
    }
}
