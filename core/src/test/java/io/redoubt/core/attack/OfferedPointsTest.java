package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.core.attack.fab.FabAttack;
import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.TanhLogits;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Questions;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.attack.square.SquareAttack;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of FAB and Square for any classifier, shape, radius and norm. */
class OfferedPointsTest {
    private static final int CASES = 60;
    private static final double ROUNDING = 1e-6;

    static List<Attack> attacks() {
        return List.of(new FabAttack("fab-t-8x2", 8, 2), new SquareAttack("square-60x2", 60, 2));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void offeredPointsLieInTheBallAndAreAtLeastAsStrongAsTheImage(Attack attack) {
        int fooled = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Case made = Case.random(seed);
            AttackedImage image = made.image();
            double clean = image.margin();

            for (float[] offered : made.run(attack, image)) {
                for (float pixel : offered) {
                    assertThat(pixel).as("seed " + seed).isBetween(0f, 1f);
                }
                assertThat(image.ball().distance(image.clean(), offered))
                        .as("seed " + seed)
                        .isLessThanOrEqualTo(image.ball().radius() + ROUNDING);
            }
            assertThat(image.margin()).as("seed " + seed).isLessThanOrEqualTo(clean);
            fooled += image.fooled() ? 1 : 0;
        }
        assertThat(fooled).as("images fooled").isBetween(CASES / 10, CASES * 9 / 10);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void sameSeedGivesTheSamePoints(Attack attack) {
        for (long seed = 0; seed < CASES / 3; seed++) {
            Case made = Case.random(seed);

            List<float[]> first = Questions.of(made.model(), attack.on(made.image()));
            List<float[]> second = Questions.of(made.model(), attack.on(made.image()));

            assertThat(first.toArray(float[][]::new)).as("seed " + seed).isDeepEqualTo(second.toArray(float[][]::new));
        }
    }

    /** A classifier and an image that it classifies correctly. */
    private record Case(LogitFunction model, float[] clean, ImageShape shape, Ball ball, long seed) {
        static Case random(long seed) {
            RandomStream random = new RandomStream(seed);
            ImageShape shape =
                    new ImageShape(random.nextBoolean() ? 1 : 3, 4 + random.nextInt(30), 4 + random.nextInt(30));
            int classes = 2 + random.nextInt(11);
            LogitFunction model = random.nextBoolean()
                    ? LinearLogits.random(classes, shape.size(), seed)
                    : TanhLogits.random(classes, shape.size(), seed);
            double radius = Math.pow(10, -3 + 2.5 * random.nextDouble());
            Ball ball = random.nextBoolean() ? new LinfBall(radius) : new L2Ball(5 * radius);
            return new Case(model, Questions.image(shape.size(), seed), shape, ball, seed);
        }

        AttackedImage image() {
            return Questions.about(model, clean, shape, ball, seed);
        }

        /** Every point that was the best one at some time. */
        List<float[]> run(Attack attack, AttackedImage image) {
            List<float[]> strongest = new ArrayList<>();
            Questions.of(
                    model,
                    new Watched(
                            attack.on(image), () -> strongest.add(image.point().clone())));
            return strongest;
        }
    }

    /** Calls back after every query. */
    private record Watched(Search search, Runnable answered) implements Search {
        @Override
        public boolean finished() {
            return search.finished();
        }

        @Override
        public float[] point() {
            return search.point();
        }

        @Override
        public boolean needsGradient() {
            return search.needsGradient();
        }

        @Override
        public boolean needsGradient(float[] logits) {
            return search.needsGradient(logits);
        }

        @Override
        public float[] weights(float[] logits) {
            return search.weights(logits);
        }

        @Override
        public void answer(float[] logits, float[] gradient) {
            search.answer(logits, gradient);
            answered.run();
        }
    }
}
