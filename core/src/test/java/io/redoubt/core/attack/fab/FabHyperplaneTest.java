package io.redoubt.core.attack.fab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.attack.search.Questions;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.random.RandomStream;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FabHyperplaneTest {
    private static final Ball LINF = new LinfBall(1);
    private static final Ball L2 = new L2Ball(1);
    private static final int PROBLEMS = 300;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "near",
                "near-below",
                "half",
                "most",
                "unreachable",
                "border",
                "border-below",
                "no-slope-somewhere",
                "no-slope",
                "on-it",
                "ties",
                "tiny-slope"
            })
    void movesEqualTheRecording(String problem) {
        float[] point = FabRecording.values(problem + ".point");
        FabHyperplane plane = new FabHyperplane(
                point, FabRecording.values(problem + ".value")[0], FabRecording.values(problem + ".gradient"));

        assertThat(plane.toZero(LINF, point))
                .as("maximum norm")
                .containsExactly(FabRecording.values(problem + ".linf"), within(1e-6f));
        assertThat(plane.toZero(L2, point))
                .as("Euclidean norm")
                .containsExactly(FabRecording.values(problem + ".l2"), within(1e-6f));
    }

    @Test
    void linearFunctionDoesNotDependOnThePoint() {
        FabHyperplane plane = new FabHyperplane(new float[] {0.5f, 0.25f}, 1, new float[] {2, -4});

        assertThat(plane.at(new float[] {0.5f, 0.25f})).isEqualTo(1);
        assertThat(plane.at(new float[] {1, 0})).isEqualTo(3);
        assertThat(plane.toZero(L2, new float[] {1, 0})).containsExactly(new float[] {-0.3f, 0.6f}, within(1e-6f));
    }

    /**
     * No move that is shorter by a factor of 1e-5 reaches the hyperplane, even if all pixels move as far as possible.
     */
    @Test
    void noMoveIsShorterInTheMaximumNorm() {
        for (long seed = 0; seed < PROBLEMS; seed++) {
            Problem problem = Problem.random(seed);
            float[] move = problem.plane().toZero(LINF, problem.from());
            problem.assertLeadsToZero(move);

            double length = LINF.distance(new float[move.length], move);

            assertThat(problem.reach(0.99999 * length)).as("seed " + seed).isLessThan(problem.distance());
        }
    }

    /** The length is the largest value of the dual problem, a function of one multiplier. */
    @Test
    void noMoveIsShorterInTheEuclideanNorm() {
        for (long seed = 0; seed < PROBLEMS; seed++) {
            Problem problem = Problem.random(seed);
            float[] move = problem.plane().toZero(L2, problem.from());
            problem.assertLeadsToZero(move);

            double length = L2.distance(new float[move.length], move);

            assertThat(length * length / 2)
                    .as("seed " + seed)
                    .isCloseTo(largest(problem::dual), within(1e-5 * length * length + 1e-12));
        }
    }

    @Test
    void unreachableHyperplaneMovesEveryPixelToItsBound() {
        float[] from = {0.25f, 0, 1, 0.5f};
        FabHyperplane plane = new FabHyperplane(from, 10, new float[] {1, 2, -3, 0});

        assertThat(plane.toZero(LINF, from)).containsExactly(new float[] {-0.25f, 0, 0, 0}, within(0f));
        assertThat(plane.toZero(L2, from)).containsExactly(new float[] {-0.25f, 0, 0, 0}, within(0f));
    }

    @Test
    void nanGradientGivesNoMove() {
        float[] from = {0.25f, 0.5f};
        for (Ball ball : new Ball[] {LINF, L2}) {
            assertThat(new FabHyperplane(from, Double.NaN, new float[] {1, 2}).toZero(ball, from))
                    .as(ball.toString())
                    .containsExactly(new float[2], within(0f));
        }
    }

    /** The maximum of a concave function on the non-negative numbers. */
    private static double largest(DoubleUnaryOperator function) {
        double high = 1;
        while (function.applyAsDouble(2 * high) > function.applyAsDouble(high)) {
            high *= 2;
        }
        double low = 0;
        high *= 2;
        for (int i = 0; i < 300; i++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (function.applyAsDouble(left) < function.applyAsDouble(right)) {
                low = left;
            } else {
                high = right;
            }
        }
        return function.applyAsDouble(low);
    }

    /** A reachable hyperplane, with some pixels at their bound and some with zero gradient. */
    private record Problem(FabHyperplane plane, float[] from) {
        static Problem random(long seed) {
            RandomStream random = new RandomStream(seed);
            int pixels = 2 + random.nextInt(60);
            float[] gradient = new float[pixels];
            float[] from = Questions.image(pixels, seed + PROBLEMS);
            gradient[0] = 1;
            from[0] = 0.5f;
            for (int i = 1; i < pixels; i++) {
                gradient[i] = random.nextInt(4) == 0 ? 0 : (float) random.nextGaussian();
            }
            double side = random.nextBoolean() ? 1 : -1;
            double most = new Problem(new FabHyperplane(from, side, gradient), from).reach(1);
            return new Problem(
                    new FabHyperplane(from, side * most * (0.01 + 0.98 * random.nextDouble()), gradient), from);
        }

        double distance() {
            return Math.abs(plane.value());
        }

        /** The largest change of the function if no pixel moves by more than {@code length}. */
        double reach(double length) {
            double sum = 0;
            for (int i = 0; i < from.length; i++) {
                sum += Math.abs(plane.gradient()[i]) * Math.min(length, room(i));
            }
            return sum;
        }

        private double room(int i) {
            return plane.gradient()[i] * plane.value() > 0 ? from[i] : 1.0 - from[i];
        }

        /**
         * The minimum, over all moves within [0,1], of half the squared length plus a multiple of the remaining
         * distance to 0.
         */
        double dual(double multiplier) {
            double sum = multiplier * distance();
            for (int i = 0; i < from.length; i++) {
                double slope = Math.abs(plane.gradient()[i]);
                double move = Math.min(room(i), multiplier * slope);
                sum += move * move / 2 - multiplier * slope * move;
            }
            return sum;
        }

        void assertLeadsToZero(float[] move) {
            double value = plane.value();
            for (int i = 0; i < move.length; i++) {
                value += plane.gradient()[i] * (double) move[i];
                assertThat(from[i] + move[i]).isBetween(0f, 1f);
            }
            assertThat(value).isCloseTo(0, within(1e-6 * Math.max(1, reach(1))));
        }
    }
}
