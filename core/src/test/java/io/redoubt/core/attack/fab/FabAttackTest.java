package io.redoubt.core.attack.fab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.api.attack.AttackName;
import io.redoubt.core.attack.Attacks;
import io.redoubt.core.attack.logits.LinearLogits;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.TanhLogits;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.Questions;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import io.redoubt.data.ImageShape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FabAttackTest {
    private static final ImageShape SHAPE = new ImageShape(1, 4, 4);
    private static final Ball TINY = new LinfBall(1e-6);

    @Test
    void nameDeterminesIterationsAndRestarts() {
        assertThat(Attacks.of(AttackName.parse("fab-t"), TINY, 0.1).attacks())
                .containsExactly(new FabAttack("fab-t", 100, 1));
        assertThat(Attacks.of(AttackName.parse("fab-t-30x2"), TINY, 0.1).attacks())
                .containsExactly(new FabAttack("fab-t-30x2", 30, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 10, 12})
    void everyTargetHasARun(int classes) {
        LogitFunction model = LinearLogits.random(classes, SHAPE.size(), classes);
        float[] clean = Questions.image(SHAPE.size(), 7);
        AttackedImage image = Questions.about(model, clean, SHAPE, TINY, 0);
        int runs = Math.min(9, classes - 1);

        List<float[]> queried = Questions.of(model, new FabAttack("fab-t-1", 1, 1).on(image));

        assertThat(queried).hasSize(2 * runs);
        for (int run = 0; run < runs; run++) {
            assertThat(queried.get(2 * run)).as("start " + run).containsExactly(clean);
        }
    }

    @Test
    void firstRunStartsAtTheImageAndOthersHalfARadiusAway() {
        LogitFunction model = LinearLogits.random(2, SHAPE.size(), 1);
        float[] clean = new float[SHAPE.size()];
        Arrays.fill(clean, 0.5f);
        for (Ball ball : List.of(new LinfBall(1e-3), new L2Ball(1e-3))) {
            AttackedImage image = Questions.about(model, clean, SHAPE, ball, 5);

            List<float[]> queried = Questions.of(model, new FabAttack("fab-t-1x3", 1, 3).on(image));

            assertThat(queried).hasSize(6);
            assertThat(ball.distance(clean, queried.get(0))).isZero();
            assertThat(ball.distance(clean, queried.get(2))).isCloseTo(5e-4, within(1e-6));
            assertThat(ball.distance(clean, queried.get(4))).isCloseTo(5e-4, within(1e-6));
            assertThat(queried.get(2)).isNotEqualTo(queried.get(4));
        }
    }

    @Test
    void passesStayWithinTheBound() {
        LogitFunction model = TanhLogits.random(12, SHAPE.size(), 3);
        Attack attack = new FabAttack("fab-t-5x2", 5, 2);
        AttackedImage image = Questions.about(model, Questions.image(SHAPE.size(), 1), SHAPE, TINY, 0);

        assertThat(Questions.of(model, attack.on(image)).size()).isBetween(100, attack.passes());
    }

    @Test
    void zeroIterationsAreRejected() {
        assertThatThrownBy(() -> new FabAttack("fab-t", 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("iterations is 0");
    }
}
