package io.redoubt.core.attack.pgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.RandomStart;
import io.redoubt.core.attack.AttackSuite;
import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.LoadedModel;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.attack.search.TargetClasses;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.PyTorchRecording;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PgdAttackTest {
    private static final ImageShape SHAPE = new ImageShape(3, 8, 8);
    private static final PreActResNet NETWORK = PyTorchRecording.ofDepth(10).architecture();
    private static final Weights WEIGHTS = PyTorchRecording.ofDepth(10).weights("before");

    static Stream<Ball> balls() {
        return Stream.of(new LinfBall(8 / 255.0), new L2Ball(0.5));
    }

    /** The adversary of training, in script, and the attack of the evaluation, in Java, are the same algorithm. */
    @ParameterizedTest
    @MethodSource("balls")
    void iteratesEqualThoseOfTheTrainingAdversary(Ball ball) {
        List<AttackedImage> images = images(5, ball);
        double stepSize = ball.radius() / 4;
        try (LoadedModel logits = new LoadedModel(NETWORK, WEIGHTS, SHAPE)) {
            new AttackSuite(List.of(new PgdAttack("pgd-3", 3, stepSize, true, 1, false, false)), true)
                    .run(logits, images, progress -> {});
        }

        float[] scripted = scripted(images, new Pgd(ball, 3, stepSize, RandomStart.UNIFORM, BatchNormModes.EVALUATION));

        for (int i = 0; i < images.size(); i++) {
            float[] point = images.get(i).point();
            int differing = 0;
            for (int p = 0; p < point.length; p++) {
                differing += Math.abs(point[p] - scripted[i * point.length + p]) > 1e-5 ? 1 : 0;
            }
            assertThat(differing)
                    .as("pixels whose gradient is too small to have a sign")
                    .isLessThan(3);
        }
    }

    @Test
    void restartsContinueUntilTheImageIsFooled() {
        LinearLogits function = LinearLogits.random(3, SHAPE.size(), 1);
        List<AttackedImage> images = images(60, new LinfBall(0.004));
        PassCounts one = passes(function, images, attack(1, false));
        List<AttackedImage> again = images(60, new LinfBall(0.004));
        PassCounts many = passes(function, again, attack(4, false));
        long fooled = images.stream().filter(AttackedImage::fooled).count();

        assertThat(fooled).isBetween(1L, 59L);
        assertThat(again.stream().filter(AttackedImage::fooled).count()).isGreaterThanOrEqualTo(fooled);
        assertThat(many.forward())
                .as("only images that withstood are tried again")
                .isBetween(one.forward() + 1, 4 * one.forward() - 1);
    }

    @Test
    void targetedAttackTriesTheLikeliestClasses() {
        LinearLogits function = LinearLogits.random(12, SHAPE.size(), 1);
        AttackedImage image = images(1, new LinfBall(0.001)).get(0);
        PassCounts passes = passes(function, List.of(image), attack(1, true));
        List<Integer> targets = TargetClasses.of(image);

        assertThat(targets).hasSize(9).doesNotContain(image.label()).doesNotHaveDuplicates();
        for (int i = 1; i < targets.size(); i++) {
            assertThat(image.cleanLogits()[targets.get(i)])
                    .isLessThanOrEqualTo(image.cleanLogits()[targets.get(i - 1)]);
        }
        assertThat(passes.backward()).as("3 steps for each target").isEqualTo(image.fooled() ? passes.backward() : 27);
    }

    @Test
    void invalidSettingsAreRejected() {
        assertThatThrownBy(() -> new PgdAttack("pgd", 0, 0.1, true, 1, false, false))
                .hasMessageContaining("steps is 0");
        assertThatThrownBy(() -> new PgdAttack("pgd", 1, Double.NaN, true, 1, false, false))
                .hasMessageContaining("step NaN");
    }

    private static PgdAttack attack(int restarts, boolean targeted) {
        return new PgdAttack("pgd", 3, 0.001, true, restarts, false, targeted);
    }

    private static PassCounts passes(LinearLogits function, List<AttackedImage> images, Attack attack) {
        AttackFigures figures = new AttackSuite(List.of(attack), true)
                .run(function, images, progress -> {})
                .get(1);
        return new PassCounts(figures.forwardPasses(), figures.backwardPasses());
    }

    private static float[] scripted(List<AttackedImage> images, Pgd adversary) {
        ScriptSource source = new ScriptSource();
        NETWORK.define(source);
        adversary.define(source, "adversary");
        long[] shape = {images.size(), SHAPE.channels(), SHAPE.height(), SHAPE.width()};
        long[] seeds = images.stream().mapToLong(AttackedImage::seed).toArray();
        long[] labels = images.stream().mapToLong(AttackedImage::label).toArray();
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep step = module.step()) {
            DeviceTensors weights = module.upload("w", WEIGHTS.inOrder(NETWORK.tensors()));
            var x = step.floats(shape, into -> images.forEach(image -> into.put(image.clean())));
            return adversary
                    .perturb("adversary", step, weights, x, step.longs(labels, labels.length), seeds)
                    .toFloats();
        }
    }

    private static List<AttackedImage> images(int count, Ball ball) {
        RandomStream random = new RandomStream(4);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] clean = new float[SHAPE.size()];
                    for (int p = 0; p < clean.length; p++) {
                        clean[p] = random.nextFloat();
                    }
                    return new AttackedImage(clean, SHAPE, i % 3, 100 + i, ball);
                })
                .toList();
    }
}
