package io.redoubt.core.attack.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.attack.AttackName;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Questions;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SquareAttackTest {
    private static final Ball LINF = new LinfBall(0.1);
    private static final Ball L2 = new L2Ball(0.5);

    @Test
    void nameDeterminesQueriesAndRestarts() {
        assertThat(Attacks.of(AttackName.parse("square"), LINF, 0.1).attacks())
                .containsExactly(new SquareAttack("square", 5000, 1));
        assertThat(Attacks.of(AttackName.parse("square-200x2"), LINF, 0.1).attacks())
                .containsExactly(new SquareAttack("square-200x2", 200, 2));
    }

    /** Squares reach every pixel of every channel, including the corners of the image. */
    @Test
    void linearClassifierInTheMaximumNormIsAttackedAtTheWorstCorner() {
        ImageShape shape = new ImageShape(2, 6, 7);
        float[] slopes = slopes(shape.size());
        LinearLogits model = unbeatable(slopes);
        AttackedImage image = Questions.about(model, Questions.image(shape.size(), 2), shape, LINF, 1);

        List<float[]> queried = Questions.of(model, new SquareAttack("square", 5000, 1).on(image));

        float[] corner = image.clean().clone();
        for (int i = 0; i < corner.length; i++) {
            corner[i] += Math.signum(slopes[i]);
        }
        LINF.project(corner, image.clean());
        assertThat(queried).hasSize(5000);
        assertThat(image.point()).containsExactly(corner);
    }

    /** Bumps cannot reach the optimum of single pixels; AutoAttack reaches 0.81 of it on an image of 13 x 13. */
    @Test
    void linearClassifierInTheEuclideanNormIsAttackedNearTheOptimum() {
        ImageShape shape = new ImageShape(1, 12, 13);
        float[] slopes = new float[shape.size()];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = (float) (Math.sin(i / 13 * 0.5) * Math.cos(i % 13 * 0.4));
        }
        LinearLogits model = unbeatable(slopes);
        float[] clean = filled(shape.size(), 0.5f);
        AttackedImage image = Questions.about(model, clean, shape, L2, 1);
        double before = image.margin();

        Questions.of(model, new SquareAttack("square", 5000, 1).on(image));

        double best = L2.radius() * L2.distance(new float[slopes.length], slopes);
        assertThat(before - image.margin()).isBetween(0.8 * best, 1.0001 * best);
    }

    @Test
    void perturbationHasTheFullRadiusWithoutClipping() {
        ImageShape shape = new ImageShape(3, 9, 6);
        float[] clean = filled(shape.size(), 0.5f);
        for (Ball ball : List.of(LINF, new L2Ball(0.4))) {
            LinearLogits model = unbeatable(slopes(shape.size()));
            AttackedImage image = Questions.about(model, clean, shape, ball, 3);

            for (float[] point : Questions.of(model, new SquareAttack("square", 300, 1).on(image))) {
                assertThat(ball.distance(clean, point)).isCloseTo(ball.radius(), within(1e-6));
            }
        }
    }

    @Test
    void startInTheMaximumNormIsStripes() {
        ImageShape shape = new ImageShape(3, 5, 9);
        float[] clean = filled(shape.size(), 0.5f);
        LinearLogits model = unbeatable(slopes(shape.size()));
        AttackedImage image = Questions.about(model, clean, shape, LINF, 3);

        float[] start =
                Questions.of(model, new SquareAttack("square", 1, 1).on(image)).get(0);

        for (int i = 0; i < start.length; i++) {
            assertThat(start[i]).isEqualTo(start[i / 45 * 45 + i % 9]);
        }
        assertThat(start).contains(0.6f, 0.4f);
        assertThat(Arrays.copyOf(start, 9)).isNotEqualTo(Arrays.copyOfRange(start, 45, 54));
    }

    @Test
    void startInTheEuclideanNormCoversTheImageWithTiles() {
        for (int side = 1; side <= 33; side++) {
            ImageShape shape = new ImageShape(1, side, side + side / 3);
            float[] clean = filled(shape.size(), 0.5f);
            LinearLogits model = unbeatable(slopes(shape.size()));
            AttackedImage image = Questions.about(model, clean, shape, L2, 3);

            float[] start = Questions.of(model, new SquareAttack("square", 1, 1).on(image))
                    .get(0);

            int tile = Math.max(1, side / 5);
            int covered = side / tile * tile * (shape.width() / tile * tile);
            int changed = 0;
            for (float value : start) {
                changed += value == 0.5f ? 0 : 1;
            }
            assertThat(changed).as("side " + side).isEqualTo(covered);
        }
    }

    @Test
    void searchEndsOnceTheImageIsMisclassifiedBeyondRounding() {
        LinearLogits model = new LinearLogits(new float[][] {new float[16], filled(16, 1)}, new float[] {8.2f, 0});
        AttackedImage image = Questions.about(model, filled(16, 0.5f), new ImageShape(1, 4, 4), LINF, 3);

        List<float[]> queried = Questions.of(model, new SquareAttack("square", 5000, 3).on(image));

        assertThat(image.settled()).isTrue();
        assertThat(queried).hasSizeLessThan(1000);
        assertThat(image.point()).containsExactly(queried.get(queried.size() - 1));
    }

    @Test
    void tieDoesNotEndTheSearch() {
        LinearLogits tie = new LinearLogits(new float[2][16], new float[2]);
        AttackedImage image = Questions.about(tie, filled(16, 0.5f), new ImageShape(1, 4, 4), LINF, 3);

        assertThat(Questions.of(tie, new SquareAttack("square-30", 30, 1).on(image)))
                .hasSize(30);
    }

    @Test
    void smallerBudgetIsAPrefixOfALargerOne() {
        ImageShape shape = new ImageShape(1, 8, 8);
        LinearLogits model = unbeatable(slopes(shape.size()));
        List<float[]> few = Questions.of(
                model, new SquareAttack("few", 40, 1).on(Questions.about(model, Questions.image(64, 1), shape, L2, 4)));
        List<float[]> many = Questions.of(
                model,
                new SquareAttack("many", 90, 1).on(Questions.about(model, Questions.image(64, 1), shape, L2, 4)));

        assertThat(few.toArray(float[][]::new))
                .isDeepEqualTo(many.subList(0, 40).toArray(float[][]::new));
    }

    @Test
    void restartsDrawOtherSquares() {
        ImageShape shape = new ImageShape(1, 8, 8);
        LinearLogits model = unbeatable(slopes(shape.size()));
        Attack attack = new SquareAttack("square-20x3", 20, 3);
        AttackedImage image = Questions.about(model, Questions.image(64, 1), shape, LINF, 4);

        List<float[]> queried = Questions.of(model, attack.on(image));

        assertThat(queried).hasSize(attack.passes());
        assertThat(queried.get(0)).isNotEqualTo(queried.get(20)).isNotEqualTo(queried.get(40));
    }

    @Test
    void noGradientIsComputed() {
        LinearLogits model = unbeatable(slopes(16));
        AttackedImage image = Questions.about(model, Questions.image(16, 1), new ImageShape(1, 4, 4), LINF, 4);

        Search search = new SquareAttack("square", 10, 1).on(image);

        assertThat(search.finished()).isFalse();
        assertThat(search.needsGradient()).isFalse();
    }

    @Test
    void zeroQueriesAreRejected() {
        assertThatThrownBy(() -> new SquareAttack("square", 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queries is 0");
    }

    private static float[] filled(int pixels, float value) {
        float[] values = new float[pixels];
        Arrays.fill(values, value);
        return values;
    }

    private static float[] slopes(int pixels) {
        return LinearLogits.random(2, pixels, 8).slopes()[0];
    }

    /** Predicts class 0 for every image. */
    private static LinearLogits unbeatable(float[] slopes) {
        return new LinearLogits(new float[][] {new float[slopes.length], slopes}, new float[] {100, 0});
    }
}
