package io.redoubt.core.attack.apgd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.AttackSuite;
import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.attack.logits.TanhLogits;
import io.redoubt.core.attack.loss.MarginLoss;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApgdAttackTest {
    private static final ImageShape SHAPE = new ImageShape(2, 3, 4);
    private static final int PIXELS = SHAPE.size();
    private static final ApgdAttack TARGETED = new ApgdAttack("apgd-t", 100, 1, ApgdAttack.Loss.TARGETED_DLR);

    /**
     * For two linear classes the worst point is the corner opposite to the difference of their slopes, clipped to
     * [0,1].
     */
    @ParameterizedTest
    @EnumSource
    void worstCornerOfTheLinfBallIsFound(ApgdAttack.Loss loss) {
        for (int seed = 0; seed < 20; seed++) {
            LinearLogits function = safe(LinearLogits.random(2, PIXELS, seed));
            LinfBall ball = new LinfBall(0.3);
            AttackedImage image = attackedImage(pixels(seed, 0, 1), 0, seed, ball);
            float[] corner = image.clean().clone();
            for (int i = 0; i < PIXELS; i++) {
                corner[i] -= 0.3f * Math.signum(difference(function, 0, 1)[i]);
            }
            ball.project(corner, image.clean());

            attack(function, new ApgdAttack("apgd", 20, 1, loss), image);

            assertThat(image.settled()).isFalse();
            assertThat(image.point()).containsExactly(corner, within(1e-6f));
        }
    }

    /** Within the range, the worst point is a radius away, opposite to the difference of the slopes. */
    @ParameterizedTest
    @EnumSource
    void worstPointOfTheL2BallIsFound(ApgdAttack.Loss loss) {
        for (int seed = 0; seed < 20; seed++) {
            LinearLogits function = safe(LinearLogits.random(2, PIXELS, seed));
            AttackedImage image = attackedImage(pixels(seed, 0.4, 0.6), 0, seed, new L2Ball(0.3));
            double best = -new MarginLoss(0).value(function.logits(image.clean()))
                    - 0.3 * new L2Ball(1).distance(new float[PIXELS], difference(function, 0, 1));

            attack(function, new ApgdAttack("apgd", 100, 1, loss), image);

            assertThat(image.settled()).isFalse();
            assertThat(image.margin()).isEqualTo(best, within(1e-4));
        }
    }

    /** An image is fooled exactly if the worst point for some target is classified as that target. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void targetedAttackIsOptimalAgainstLinearClasses(boolean maximumNorm) {
        int falls = 0;
        for (int seed = 0; seed < 60; seed++) {
            LinearLogits function = LinearLogits.random(6, PIXELS, seed);
            Ball ball = maximumNorm ? new LinfBall(0.06) : new L2Ball(0.25);
            float[] clean = pixels(seed, 0.4, 0.6);
            float[] logits = function.logits(clean);
            int label = Logits.argmax(logits);
            double best = Double.POSITIVE_INFINITY;
            for (int target = 0; target < 6; target++) {
                if (target != label) {
                    float[] slope = difference(function, label, target);
                    double reach = ball.radius()
                            * (maximumNorm ? sum(slope) : new L2Ball(1).distance(new float[PIXELS], slope));
                    best = Math.min(best, logits[label] - logits[target] - reach);
                }
            }
            AttackedImage image = attackedImage(clean, label, seed, ball);

            attack(function, TARGETED, image);

            assertThat(image.fooled()).as("seed %d, best margin %f", seed, best).isEqualTo(best < 0);
            falls += best < 0 ? 1 : 0;
        }
        assertThat(falls).isBetween(15, 45);
    }

    @ParameterizedTest
    @EnumSource
    void resultLiesInTheBallAndIsAtLeastAsStrongAsTheImage(ApgdAttack.Loss loss) {
        int stronger = 0;
        for (int seed = 0; seed < 60; seed++) {
            RandomStream random = new RandomStream(seed);
            int classes = 2 + random.nextInt(11);
            LogitFunction function = random.nextBoolean()
                    ? LinearLogits.random(classes, PIXELS, seed)
                    : TanhLogits.random(classes, PIXELS, seed);
            double radius = 0.001 + random.nextFloat();
            Ball ball = random.nextBoolean() ? new LinfBall(Math.min(1, radius)) : new L2Ball(4 * radius);
            float[] clean = pixels(seed, -0.5, 1.5);
            int label = Logits.argmax(function.logits(new float[][] {clean})[0]);
            ApgdAttack attack = new ApgdAttack("apgd", 1 + random.nextInt(25), 1 + random.nextInt(2), loss);
            AttackedImage image = attackedImage(clean, label, seed, ball);
            AttackedImage again = attackedImage(clean, label, seed, ball);

            attack(function, attack, image);
            attack(function, attack, again);

            assertThat(ball.distance(clean, image.point())).isLessThanOrEqualTo(ball.radius() * (1 + 1e-6));
            for (float pixel : image.point()) {
                assertThat(pixel).isBetween(0f, 1f);
            }
            double cleanMargin = -new MarginLoss(label).value(image.cleanLogits());
            assertThat(image.margin()).isLessThanOrEqualTo(cleanMargin);
            stronger += image.margin() < cleanMargin ? 1 : 0;
            assertThat(again.point()).containsExactly(image.point());
        }
        assertThat(stronger).isGreaterThan(55);
    }

    @Test
    void anotherSeedGivesOtherPoints() {
        TanhLogits function = TanhLogits.random(4, PIXELS, 3);
        float[] clean = pixels(1, 0, 1);
        int label = Logits.argmax(function.logits(clean));
        Set<Float> margins = new HashSet<>();
        for (int seed = 0; seed < 5; seed++) {
            AttackedImage image = attackedImage(clean, label, seed, new L2Ball(0.1));
            attack(function, new ApgdAttack("apgd-ce", 1, 1, ApgdAttack.Loss.CROSS_ENTROPY), image);
            margins.add((float) image.margin());
        }

        assertThat(margins).hasSize(5);
    }

    @Test
    void everyRestartHasAnotherStart() {
        LinearLogits function = safe(LinearLogits.random(3, PIXELS, 1));
        AttackedImage image = attackedImage(pixels(1, 0, 1), 0, 1, new L2Ball(0.1));
        Set<List<Float>> queried = new HashSet<>();
        Search search = new ApgdAttack("apgd-ce-1x4", 1, 4, ApgdAttack.Loss.CROSS_ENTROPY).on(image);

        while (!search.finished()) {
            if (search.needsGradient()) {
                queried.add(IntStream.range(0, PIXELS)
                        .mapToObj(i -> search.point()[i])
                        .toList());
            }
            float[] logits = function.logits(search.point());
            search.answer(logits, difference(function, 1, 0));
        }

        assertThat(queried).as("starts").hasSize(4);
    }

    @Test
    void settledImageCostsNoFurtherPasses() {
        LinearLogits function = LinearLogits.random(3, PIXELS, 1);
        float[] clean = pixels(1, 0.4, 0.6);
        int label = Logits.argmax(function.logits(clean));
        AttackedImage image = attackedImage(clean, label, 1, new LinfBall(1));

        PassCounts passes = attack(function, new ApgdAttack("apgd-ce", 100, 3, ApgdAttack.Loss.CROSS_ENTROPY), image);

        assertThat(image.settled()).isTrue();
        assertThat(passes.forward()).isLessThan(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 12})
    void targetsAreAllOtherClassesUpToNine(int classes) {
        LinearLogits function = safe(LinearLogits.random(classes, PIXELS, 1));
        int targets = Math.min(9, classes - 1);
        AttackedImage image = attackedImage(pixels(1, 0, 1), 0, 1, new LinfBall(0.01));

        PassCounts passes = attack(function, new ApgdAttack("apgd-t", 4, 2, ApgdAttack.Loss.TARGETED_DLR), image);

        assertThat(image.fooled()).isFalse();
        assertThat(passes)
                .as("a run queries the start and four updates")
                .isEqualTo(new PassCounts(10 * targets, 8 * targets));
    }

    @Test
    void boundOnPassesHolds() {
        assertThat(new ApgdAttack("apgd-ce", 100, 5, ApgdAttack.Loss.CROSS_ENTROPY).passes())
                .isEqualTo(505);
        assertThat(TARGETED.passes()).isEqualTo(909);
    }

    @Test
    void zeroUpdatesOrRestartsAreRejected() {
        assertThatThrownBy(() -> new ApgdAttack("apgd-ce", 0, 1, ApgdAttack.Loss.DLR))
                .hasMessageContaining("updates is 0");
        assertThatThrownBy(() -> new ApgdAttack("apgd-ce", 1, 0, ApgdAttack.Loss.DLR))
                .hasMessageContaining("restarts 0");
    }

    /** The passes of the attack without the clean pass. */
    private static PassCounts attack(LogitFunction function, Attack attack, AttackedImage image) {
        AttackFigures figures = new AttackSuite(List.of(attack), false)
                .run(function, List.of(image), progress -> {})
                .get(1);
        return new PassCounts(figures.forwardPasses(), figures.backwardPasses());
    }

    private static AttackedImage attackedImage(float[] clean, int label, long seed, Ball ball) {
        return new AttackedImage(clean, SHAPE, label, seed, ball);
    }

    /** Uniform pixels in a range, clipped to [0,1]. */
    private static float[] pixels(long seed, double low, double high) {
        RandomStream random = new RandomStream(seed);
        float[] pixels = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            pixels[i] = (float) Math.min(1, Math.max(0, low + (high - low) * random.nextFloat()));
        }
        return pixels;
    }

    /** The same classifier with such a high logit of class 0 that no point fools it. */
    private static LinearLogits safe(LinearLogits function) {
        float[] offsets = function.offsets().clone();
        offsets[0] += 60;
        return new LinearLogits(function.slopes(), offsets);
    }

    private static float[] difference(LinearLogits function, int of, int from) {
        float[] difference = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            difference[i] = function.slopes()[of][i] - function.slopes()[from][i];
        }
        return difference;
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += Math.abs(value);
        }
        return sum;
    }
}
