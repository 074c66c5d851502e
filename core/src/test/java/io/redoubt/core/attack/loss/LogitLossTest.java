package io.redoubt.core.attack.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.data.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogitLossTest {
    private static final float[] LOGITS = {1, 3, 2, -1};

    @Test
    void crossEntropyIsThatOfTheLabel() {
        double sum = Math.exp(1) + Math.exp(3) + Math.exp(2) + Math.exp(-1);

        assertThat(new CrossEntropyLoss(0).value(LOGITS)).isCloseTo(Math.log(sum) - 1, within(1e-6));
    }

    @Test
    void marginIsTheLargestOtherLogitLessTheLabels() {
        assertThat(new MarginLoss(1).value(LOGITS)).isEqualTo(-1);
        assertThat(new MarginLoss(0).value(LOGITS)).isEqualTo(2);
        assertThat(new MarginLoss(1).direction(LOGITS)).containsExactly(0, -1, 1, 0);
    }

    @Test
    void targetedLossIsTheNegativeLossOfTheTarget() {
        LogitLoss towards = new TargetedLoss(new CrossEntropyLoss(2));

        assertThat(towards.value(LOGITS)).isEqualTo(-new CrossEntropyLoss(2).value(LOGITS));
        assertThat(towards.direction(LOGITS)[2]).isEqualTo(1);
    }

    @Test
    void directionsAreParallelToTheGradients() {
        RandomStream random = new RandomStream(1);
        for (int round = 0; round < 50; round++) {
            float[] logits = new float[5];
            for (int i = 0; i < 5; i++) {
                logits[i] = (float) (3 * random.nextGaussian());
            }
            for (LogitLoss loss :
                    List.of(new CrossEntropyLoss(1), new MarginLoss(1), new TargetedLoss(new CrossEntropyLoss(3)))) {
                assertParallel(loss.direction(logits), differences(loss, logits));
            }
        }
    }

    @Test
    void saturatedClassifierHasADirection() {
        float[] direction = new CrossEntropyLoss(0).direction(new float[] {3000, 2, 1});

        assertThat(direction[0]).isEqualTo(-1);
        assertThat(direction[1]).isGreaterThan(0.5f);
        assertThat(direction[1] + direction[2]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void extremeLogitsGiveAFiniteLoss() {
        assertThat(new CrossEntropyLoss(0).value(new float[] {-3000, 3000})).isEqualTo(6000);
    }

    private static double[] differences(LogitLoss loss, float[] logits) {
        double[] gradient = new double[logits.length];
        for (int i = 0; i < logits.length; i++) {
            float[] up = logits.clone();
            float[] down = logits.clone();
            up[i] += 1e-2f;
            down[i] -= 1e-2f;
            gradient[i] = (loss.value(up) - loss.value(down)) / ((double) up[i] - down[i]);
        }
        return gradient;
    }

    private static void assertParallel(float[] direction, double[] gradient) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < direction.length; i++) {
            product += direction[i] * gradient[i];
            first += (double) direction[i] * direction[i];
            second += gradient[i] * gradient[i];
        }
        assertThat(product / Math.sqrt(first * second)).isCloseTo(1, within(1e-3));
    }
}
