package io.redoubt.core.threat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;
import io.redoubt.data.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BallTest {
    private static final double ROUNDING = 1e-6;

    @Test
    void threatDeterminesTheBall() {
        assertThat(Ball.of(new Threat("linf", Radius.parse("8/255")))).isEqualTo(new LinfBall(8 / 255.0));
        assertThat(Ball.of(new Threat("l2", Radius.parse("0.5")))).isEqualTo(new L2Ball(0.5));
        assertThat(new L2Ball(0.5).withRadius(3)).isEqualTo(new L2Ball(3));
        assertThat(new LinfBall(0.5).withRadius(1)).isEqualTo(new LinfBall(1));
    }

    /** No perturbation with NaN lies in a ball. */
    @Test
    void distanceToNanIsNan() {
        for (float[] to : new float[][] {{Float.NaN, 1, 0}, {0, Float.NaN, 1}, {0, 1, Float.NaN}}) {
            assertThat(new LinfBall(1).distance(new float[3], to)).isNaN();
            assertThat(new L2Ball(1).distance(new float[3], to)).isNaN();
        }
    }

    @Test
    void distanceIsTheNorm() {
        float[] from = {0.5f, 0.5f, 0.5f};
        float[] to = {0.8f, 0.1f, 0.5f};

        assertThat(new LinfBall(1).distance(from, to)).isCloseTo(0.4, within(ROUNDING));
        assertThat(new L2Ball(1).distance(from, to)).isCloseTo(0.5, within(ROUNDING));
    }

    @Test
    void projectionIsInTheBallAndInRange() {
        RandomStream random = new RandomStream(1);
        for (int round = 0; round < 500; round++) {
            float[] clean = uniform(random, 1 + random.nextInt(40), 0, 1);
            float[] point = uniform(random, clean.length, -1, 2);
            for (Ball ball : balls(random)) {
                float[] moved = point.clone();
                ball.project(moved, clean);

                assertWithin(ball, clean, moved);
                float[] again = moved.clone();
                ball.project(again, clean);
                assertThat(ball.distance(moved, again))
                        .as("projection is idempotent")
                        .isLessThan(ROUNDING);
            }
        }
    }

    @Test
    void projectionKeepsPointsOfTheBall() {
        float[] clean = {0.5f, 0.2f};
        float[] point = {0.55f, 0.24f};
        for (Ball ball : List.of(new LinfBall(0.1), new L2Ball(0.1))) {
            float[] moved = point.clone();
            ball.project(moved, clean);
            assertThat(moved).containsExactly(point);
        }
    }

    @Test
    void steepestStepHasUnitLengthAndTheLargestIncrease() {
        RandomStream random = new RandomStream(2);
        float[] gradient = uniform(random, 30, -1, 1);
        float[] zero = new float[30];
        for (Ball ball : List.of(new LinfBall(1), new L2Ball(1))) {
            float[] steepest = ball.steepest(gradient);
            assertThat(ball.distance(zero, steepest)).isCloseTo(1, within(ROUNDING));
            for (int i = 0; i < 100; i++) {
                float[] other = uniform(random, 30, -1, 1);
                double length = ball.distance(zero, other);
                assertThat(product(gradient, other) / length).isLessThanOrEqualTo(product(gradient, steepest));
            }
            assertThat(ball.steepest(zero)).containsOnly(0);
        }
    }

    @Test
    void randomPerturbationsFillTheBall() {
        long[] seeds = LongStream.range(0, 400).toArray();
        for (Ball ball : List.of(new LinfBall(0.2), new L2Ball(0.2))) {
            FloatBuffer drawn = FloatBuffer.allocate(400 * 2);
            ball.sample(seeds, drawn);
            int inner = 0;
            for (int i = 0; i < 400; i++) {
                float[] perturbation = {drawn.get(2 * i), drawn.get(2 * i + 1)};
                double length = ball.distance(new float[2], perturbation);
                assertThat(length).isLessThanOrEqualTo(0.2 + ROUNDING);
                inner += length < 0.1 ? 1 : 0;
            }
            assertThat(inner).as("a quarter of the volume of two dimensions").isBetween(70, 130);
        }
    }

    @Test
    void invalidRadiiAreRejected() {
        assertThatThrownBy(() -> new LinfBall(1.5)).hasMessageContaining("8/255");
        assertThatThrownBy(() -> new L2Ball(0)).hasMessageContaining("0.5");
        assertThatThrownBy(() -> new L2Ball(Double.NaN)).hasMessageContaining("NaN");
    }

    private static List<Ball> balls(RandomStream random) {
        return List.of(new LinfBall(Math.max(1e-3, random.nextDouble())), new L2Ball(0.01 + 3 * random.nextDouble()));
    }

    private static void assertWithin(Ball ball, float[] clean, float[] point) {
        assertThat(ball.distance(clean, point)).isLessThanOrEqualTo(ball.radius() + ROUNDING);
        for (float pixel : point) {
            assertThat(pixel).isBetween(0f, 1f);
        }
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] uniform(RandomStream random, int size, float low, float high) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = low + (high - low) * random.nextFloat();
        }
        return values;
    }
}
