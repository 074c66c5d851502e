package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.api.event.Progress;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.AttackResult;
import io.redoubt.core.attack.AttackRun;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.PointwiseLogits;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.RecordingObserver;
import io.redoubt.core.train.StripeImages;
import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.ImageSet;
import io.redoubt.data.random.RandomStream;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final PreActResNet NETWORK = PyTorchRecording.ofDepth(10).architecture();
    private static final Weights WEIGHTS = PyTorchRecording.ofDepth(10).weights("before");
    private static final LinfBall BALL = new LinfBall(64 / 255.0);
    private static final IndexRange ALL = new IndexRange(0, 300);

    private final ImageSet images = images(ALL.size());

    @Test
    void predictionsDoNotDependOnTheRange() {
        try (LoadedModel model = new LoadedModel(NETWORK, WEIGHTS, images.shape())) {
            Evaluation evaluation = new Evaluation(model, images);
            Predictions all = evaluation.clean(ALL, progress -> {});
            Predictions some = evaluation.clean(new IndexRange(250, 270), progress -> {});

            assertThat(some.predicted()).containsExactly(Arrays.copyOfRange(all.predicted(), 250, 270));
            assertThat(all.labels()).containsExactly(images.labels());
            assertThat(all.accuracy()).isEqualTo(all.correct().cardinality() / 300.0);
            assertThat(evaluation.passes()).isEqualTo(new PassCounts(320, 0));
        }
    }

    @Test
    void attackedImagesAreStoredCheckedAndLessAccurate(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("examples.safetensors");
        FineTuning training =
                StripeImages.fineTuning(FinetuneScope.FULL, TrainingMode.STANDARD, StripeImages.unaugmented(8), 1);
        Weights trained = training.run(training.start(training.initialWeights()), RecordingObserver.uninterrupted())
                .weights();
        ImageSet halves = StripeImages.dataset().train();
        IndexRange range = new IndexRange(3, 33);
        try (LoadedModel model = new LoadedModel(training.network(), trained, halves.shape())) {
            Evaluation evaluation = new Evaluation(model, halves);

            AdversarialExamples examples = evaluation
                    .attack(
                            AttackName.parse("pgd-5"),
                            new AttackParameters(
                                    new Threat(Threat.LINF, Radius.parse("64/255")), Radius.parse("32/255"), 7),
                            range,
                            Optional.empty(),
                            (progress, state) -> {})
                    .examples();

            examples.write(file);
            AdversarialExamples stored = AdversarialExamples.read(file, range);
            assertThat(stored).isEqualTo(examples);
            VerifiedExamples verified = evaluation.verify(stored, BALL, progress -> {});
            assertThat(verified.largestChange()).isBetween(0.25, 64 / 255.0 + 1e-6);
            assertThat(evaluation.clean(range, progress -> {}).accuracy()).isGreaterThan(0.9);
            Predictions again = verified.predictions();
            assertThat(evaluation.transfer(stored, progress -> {}).predicted()).containsExactly(again.predicted());
            assertThat(again.accuracy()).isLessThan(0.7);
            assertThat(verified.differing()).isZero();
            assertThat(stored.differ(again.labels()))
                    .isEqualTo(30 - again.correct().cardinality());
        }
    }

    @Test
    void exampleDependsOnItsIndexAndNotOnTheRange() {
        List<Progress> progress = new ArrayList<>();
        try (LoadedModel model = new LoadedModel(NETWORK, WEIGHTS, images.shape())) {
            AttackRun attack = attack(model, 1, 2 / 255.0);
            AdversarialExamples all =
                    attack.perturb(images, ALL, 7, progress::add).examples();
            AdversarialExamples some =
                    attack.perturb(images, new IndexRange(130, 132), 7, p -> {}).examples();

            assertThat(some.image(0)).containsExactly(all.image(130));
            assertThat(some.image(1)).containsExactly(all.image(131));
            assertThat(progress.get(progress.size() - 1).done()).isEqualTo(ALL.size());
        }
    }

    private static AttackRun attack(LoadedModel model, int steps, double stepSize) {
        return new AttackRun(model, Attacks.of(AttackName.parse("pgd-" + steps), BALL, stepSize), BALL);
    }

    @Test
    void examplesOutsideTheThreatModelAreRejected() {
        IndexRange first = new IndexRange(0, 1);
        float[] clean = new float[images.imageBytes()];
        BatchAugmentation.NONE.fill(images, new int[] {0}, 0, 0, FloatBuffer.wrap(clean));

        assertThat(ExamplesCheck.requireWithin(example(first, clean, 0), images, BALL))
                .isZero();
        assertRejected(first, with(clean, 5, clean[5] + (clean[5] > 0.5 ? -0.3f : 0.3f)), 0, "changed by");
        assertRejected(first, with(clean, 5, Float.NaN), 0, "a pixel of NaN");
        assertRejected(first, with(clean, 5, 1.01f), 0, "a pixel of 1.01");
        assertRejected(first, clean, 1, "has label 1");
        assertRejected(new IndexRange(300, 301), clean, 0, "do not fit");
    }

    private void assertRejected(IndexRange range, float[] pixels, long label, String message) {
        assertThatThrownBy(() -> ExamplesCheck.requireWithin(example(range, pixels, label), images, BALL))
                .isInstanceOf(InvalidExamplesException.class)
                .hasMessageContaining(message);
    }

    private static float[] with(float[] pixels, int index, float value) {
        float[] changed = pixels.clone();
        changed[index] = value;
        return changed;
    }

    @Test
    void anyLogitFunctionCanBeEvaluated() throws IOException {
        ImageSet pixels =
                new ImageSet(1, 1, 2, ByteBuffer.wrap(new byte[] {0, 100, 100, 0, 90, 100}), new int[] {1, 0, 0});
        LogitFunction model = new Ensembled();
        Evaluation evaluation = new Evaluation(model, pixels);
        IndexRange range = new IndexRange(0, 3);
        AttackParameters parameters =
                new AttackParameters(new Threat(Threat.LINF, Radius.parse("8/255")), Radius.parse("8/255"), 1);

        Predictions clean = evaluation.clean(range, progress -> {});
        AttackResult attacked = evaluation.attack(
                AttackName.parse("apgd-ce-2"), parameters, range, Optional.empty(), (progress, state) -> {});
        VerifiedExamples verified = evaluation.verify(attacked.examples(), parameters.ball(), progress -> {});

        assertThat(clean.predicted()).containsExactly(1, 0, 1);
        assertThat(verified.predictions().correct().cardinality()).isEqualTo(2);
        assertThat(attacked.figures().get(0).forwardPasses())
                .as("three networks")
                .isEqualTo(9);
        assertThat(attacked.figures().get(1).backwardPasses()).isPositive().satisfies(passes -> assertThat(passes % 3)
                .isZero());
        assertThat(evaluation.passes())
                .isEqualTo(new PassCounts(9, 0).plus(attacked.passes()).plus(new PassCounts(9, 0)));
    }

    /** The largest of NaN logits is none, so that no accuracy may be counted. */
    @Test
    void logitsThatAreNotFiniteAreNotEvaluated() {
        LogitFunction model = new LinearLogits(new float[2][3 * 8 * 8], new float[] {Float.NaN, 0});
        Evaluation evaluation = new Evaluation(model, images);
        IndexRange some = new IndexRange(0, 2);

        for (ThrowingCallable figure : List.<ThrowingCallable>of(
                () -> evaluation.clean(some, progress -> {}),
                () -> evaluation.corruptions(some, 1, progress -> {}),
                () -> evaluation.diagnose(2, BALL, 1, progress -> {}),
                () -> evaluation.verify(example(new IndexRange(0, 1), images.floats(0), 0), BALL, progress -> {}))) {
            assertThatThrownBy(figure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("logit 0 of an image is NaN; ");
        }
    }

    /** A model whose logits are the pixels; it counts as three networks. */
    private static final class Ensembled implements PointwiseLogits {
        @Override
        public int classes() {
            return 2;
        }

        @Override
        public int networks() {
            return 3;
        }

        @Override
        public float[] logits(float[] point) {
            return point;
        }

        @Override
        public float[] gradient(float[] point, float[] weights) {
            return weights;
        }
    }

    private static AdversarialExamples example(IndexRange range, float[] pixels, long label) {
        return new AdversarialExamples(
                range,
                Tensor.of("images", new long[] {1, 3, 8, 8}, pixels),
                Tensor.of("labels", new long[] {1}, new long[] {label}),
                Optional.empty());
    }

    private static ImageSet images(int count) {
        return new ImageSet(3, 8, 8, pixels(count), new int[count]);
    }

    private static ByteBuffer pixels(int count) {
        RandomStream random = new RandomStream(5);
        byte[] pixels = new byte[count * 3 * 8 * 8];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return ByteBuffer.wrap(pixels);
    }
}
