package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.event.Progress;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.attack.logits.PointwiseLogits;
import io.redoubt.core.attack.pgd.PgdAttack;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import io.redoubt.data.memory.NotEnoughMemoryException;
import io.redoubt.data.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttackSuiteTest {
    private static final ImageShape SHAPE = new ImageShape(1, 3, 4);
    private static final LinearLogits FUNCTION = LinearLogits.random(4, SHAPE.size(), 3);
    private static final LinfBall BALL = new LinfBall(0.05);

    @Test
    void eachAttackIsGivenTheImagesThatWithstoodEarlierOnes() {
        List<AttackedImage> images = images(300, BALL);
        Recorder first = new Recorder("first", 1);
        Recorder second = new Recorder("second", 5);

        List<AttackFigures> results =
                new AttackSuite(List.of(first, second), false).run(FUNCTION, images, progress -> {});

        AttackFigures clean = results.get(0);
        assertThat(clean.attacked()).isEqualTo(300);
        assertThat(first.given).hasSize(300 - clean.fooled());
        assertThat(second.given).hasSize(first.given.size() - results.get(1).fooled());
        assertThat(first.given).containsAll(second.given);
        assertThat(images.stream().filter(AttackedImage::fooled))
                .hasSize(results.stream().mapToInt(AttackFigures::fooled).sum());
    }

    @Test
    void paperAttacksPerturbEveryImage() {
        List<AttackedImage> images = images(100, BALL);
        Recorder attack = new Recorder("attack", 3);

        new AttackSuite(List.of(attack), true).run(FUNCTION, images, progress -> {});

        assertThat(attack.given).hasSize(100);
        assertThat(images).allSatisfy(image -> assertThat(image.point()).isNotEqualTo(image.clean()));
    }

    @Test
    void misclassifiedCleanImagesAreNeverRobust() {
        for (boolean everyImage : new boolean[] {false, true}) {
            List<AttackedImage> images = images(300, BALL);
            Recorder attack = new Recorder("attack", 1);

            List<AttackFigures> results =
                    new AttackSuite(List.of(attack), everyImage).run(FUNCTION, images, progress -> {});

            long wrong = images.stream().filter(image -> !image.cleanCorrect()).count();
            assertThat(wrong).isPositive();
            assertThat(results.get(0).fooled()).isEqualTo((int) wrong);
            assertThat(results.get(0).standing()).isEqualTo(300 - (int) wrong);
            assertThat(results.get(1).standing())
                    .isEqualTo((int) images.stream()
                            .filter(image -> image.cleanCorrect() && !image.fooled())
                            .count())
                    .isLessThanOrEqualTo(results.get(0).standing());
        }
    }

    @Test
    void reportedPassesEqualTheActualPasses() {
        List<AttackFigures> results = new AttackSuite(List.of(new Recorder("attack", 7)), true)
                .run(FUNCTION, images(200, BALL), progress -> {});

        assertThat(results.get(0).forwardPasses()).isEqualTo(200);
        assertThat(results.get(0).backwardPasses()).isZero();
        assertThat(results.get(1).backwardPasses()).isEqualTo(7 * 200);
        assertThat(results.get(1).forwardPasses()).isEqualTo(8 * 200);
    }

    @Test
    void progressCountsEveryImageOfEveryAttack() {
        List<Progress> reported = new ArrayList<>();

        new AttackSuite(List.of(new Recorder("attack", 2)), true).run(FUNCTION, images(300, BALL), reported::add);

        assertThat(reported).anySatisfy(progress -> {
            assertThat(progress.phase()).isEqualTo("attack");
            assertThat(progress.done()).isEqualTo(300);
        });
        assertThat(reported)
                .allSatisfy(progress -> assertThat(progress.secondsLeft()).isGreaterThanOrEqualTo(0));
    }

    @Test
    void fractionCountsPassesAndNeverDecreases() {
        List<Progress> reported = new ArrayList<>();

        new AttackSuite(List.of(new Recorder("first", 20), new Recorder("second", 5)), false)
                .run(FUNCTION, images(30, BALL), reported::add);

        List<Double> fractions = reported.stream()
                .map(progress -> progress.fraction().orElseThrow())
                .toList();
        assertThat(fractions).isSorted().last().isEqualTo(1.0);
        assertThat(reported.stream().filter(progress -> progress.phase().equals("first") && progress.done() == 0))
                .extracting(progress -> progress.fraction().orElseThrow())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(15);
    }

    @Test
    void observerCanAbortTheSuite() {
        assertThatThrownBy(() -> new AttackSuite(List.of(new Recorder("attack", 2)), true)
                        .run(FUNCTION, images(3, BALL), progress -> {
                            throw new IllegalStateException("enough");
                        }))
                .hasMessage("enough");
    }

    @Test
    void examplesOverTwoGibAreRefusedBeforeTheAttack() {
        ImageShape shape = new ImageShape(3, 224, 224);

        assertThatNoException().isThrownBy(() -> AdversarialExamples.requireSize(3000, shape));
        assertThatExceptionOfType(NotEnoughMemoryException.class)
                .isThrownBy(() -> AdversarialExamples.requireSize(10_000, shape))
                .withMessage("the examples of 10000 images of 3x224x224 have 5.6 GiB, and a file holds at most 2 GiB;"
                        + " attack at most 3343 images at a time, with --images 3343 or, in a request, evaluate.shard:"
                        + " 3343");
    }

    @Test
    void attackOnALinearClassifierFindsTheWorstPoint() {
        for (Ball ball : List.of(BALL, new L2Ball(0.1))) {
            LinearLogits two = LinearLogits.random(2, SHAPE.size(), 5);
            float[] slope = new float[SHAPE.size()];
            for (int i = 0; i < slope.length; i++) {
                slope[i] = two.slopes()[1][i] - two.slopes()[0][i];
            }
            for (AttackedImage image : images(20, ball)) {
                AttackedImage zero = new AttackedImage(middle(), SHAPE, 0, image.seed(), ball);
                new AttackSuite(List.of(new PgdAttack("pgd", 40, 0.02, true, 1, false, false)), true)
                        .run(two, List.of(zero), progress -> {});

                float[] worst = zero.clean().clone();
                float[] steepest = ball.steepest(slope);
                for (int i = 0; i < worst.length; i++) {
                    worst[i] += (float) (ball.radius() * steepest[i]);
                }
                assertThat(ball.distance(worst, zero.point())).isLessThan(0.02);
            }
        }
    }

    @Test
    void classifierThatReturnsNanIsRejected() {
        LinearLogits broken = new LinearLogits(new float[2][SHAPE.size()], new float[] {Float.NaN, 0});

        assertThatThrownBy(() -> new AttackSuite(List.of(new Recorder("attack", 1)), false)
                        .run(broken, images(1, BALL), progress -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("logit 0 of an image is NaN; ");
    }

    /** PGD would take the point itself to NaN, and the message would be about its logits. */
    @Test
    void nonFiniteGradientIsRejected() {
        float[] slope = new float[SHAPE.size()];
        slope[2] = Float.NaN;
        LinearLogits flat = new LinearLogits(new float[2][SHAPE.size()], new float[] {1, 0});
        PointwiseLogits broken = new PointwiseLogits() {
            @Override
            public int classes() {
                return 2;
            }

            @Override
            public float[] logits(float[] point) {
                return flat.logits(point);
            }

            @Override
            public float[] gradient(float[] point, float[] weights) {
                return slope;
            }
        };

        assertThatThrownBy(() -> new AttackSuite(List.of(new PgdAttack("pgd", 1, 0.1, true, 1, false, false)), true)
                        .run(broken, images(1, BALL), progress -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the gradient of the logits with respect to an image is NaN; ");
    }

    private static float[] middle() {
        float[] image = new float[SHAPE.size()];
        Arrays.fill(image, 0.5f);
        return image;
    }

    private static List<AttackedImage> images(int count, Ball ball) {
        RandomStream random = new RandomStream(9);
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    float[] clean = new float[SHAPE.size()];
                    for (int p = 0; p < clean.length; p++) {
                        clean[p] = random.nextFloat();
                    }
                    float[] logits = FUNCTION.logits(clean);
                    int label = i % 5 == 0 ? i % 2 : Logits.argmax(logits) % 2;
                    return new AttackedImage(clean, SHAPE, label, i, ball);
                })
                .toList();
    }

    /** PGD that records which images it was given. */
    private static final class Recorder implements Attack {
        private final Set<AttackedImage> given = new HashSet<>();
        private final PgdAttack attack;

        private Recorder(String name, int steps) {
            attack = new PgdAttack(name, steps, 0.02, true, 1, true, false);
        }

        @Override
        public String name() {
            return attack.name();
        }

        @Override
        public Search on(AttackedImage image) {
            given.add(image);
            return attack.on(image);
        }

        @Override
        public int passes() {
            return attack.passes();
        }
    }
}
