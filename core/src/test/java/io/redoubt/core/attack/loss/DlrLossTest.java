package io.redoubt.core.attack.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.redoubt.core.attack.apgd.ApgdRecording;
import io.redoubt.core.model.NumericAgreement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DlrLossTest {
    private static final ApgdRecording RECORDED = ApgdRecording.read();

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 10})
    void valueAndGradientEqualPyTorch(int classes) {
        String name = "dlr-" + classes;
        int[] labels = RECORDED.ints(name + ".labels");
        for (int i = 0; i < labels.length; i++) {
            assertRecorded(new DlrLoss(labels[i]), name, name, i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10})
    void targetedValueAndGradientEqualPyTorch(int classes) {
        String name = "dlr-" + classes;
        int[] labels = RECORDED.ints(name + ".labels");
        int[] targets = RECORDED.ints(name + ".targets");
        for (int i = 0; i < labels.length; i++) {
            assertRecorded(new TargetedDlrLoss(labels[i], targets[i]), name, name + ".targeted", i);
        }
    }

    private static void assertRecorded(LogitLoss loss, String inputs, String name, int row) {
        float[] logits = RECORDED.rows(inputs + ".logits")[row];
        float value = RECORDED.floats(name + ".values")[row];

        assertThat(loss.value(logits))
                .as(name + " " + row)
                .isCloseTo(value, within(1e-5 * Math.max(1, Math.abs(value))));
        NumericAgreement.assertAgrees(
                name + " " + row, unit(loss.direction(logits)), unit(RECORDED.rows(name + ".gradients")[row]));
    }

    private static float[] unit(float[] direction) {
        double largest = NumericAgreement.largest(direction);
        float[] unit = new float[direction.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (direction[i] / largest);
        }
        return unit;
    }

    @Test
    void lossIsInvariantToScaleAndOffsetOfTheLogits() {
        float[] logits = {3, -1, 0.5f, 2};
        float[] other = {3007, 2999, 3002, 3005};

        assertThat(new DlrLoss(0).value(other)).isCloseTo(new DlrLoss(0).value(logits), within(1e-6));
        assertThat(new TargetedDlrLoss(0, 3).value(other))
                .isCloseTo(new TargetedDlrLoss(0, 3).value(logits), within(1e-6));
    }

    @Test
    void lossIsPositiveExactlyIfMisclassified() {
        assertThat(new DlrLoss(0).value(new float[] {2, 1, 0})).isEqualTo(-0.5, within(1e-9));
        assertThat(new DlrLoss(1).value(new float[] {2, 1, 0})).isEqualTo(0.5, within(1e-9));
        assertThat(new TargetedDlrLoss(0, 3).value(new float[] {4, 3, 2, 0})).isEqualTo(-4 / 3.0, within(1e-9));
    }

    @Test
    void twoClassLossIsTheMargin() {
        float[] logits = {1, -2};

        assertThat(new DlrLoss(0).value(logits)).isEqualTo(-3);
        assertThat(new DlrLoss(0).direction(logits)).containsExactly(-1, 1);
    }

    @Test
    void targetedThreeClassLossIsTheMarginOfTheTarget() {
        float[] logits = {3, 1, -2};

        assertThat(new TargetedDlrLoss(0, 2).value(logits)).isEqualTo(-5);
        assertThat(new TargetedDlrLoss(0, 2).direction(logits)).containsExactly(new float[] {-1, 0, 1}, within(0f));
        assertThat(new TargetedDlrLoss(0, 1).value(new float[] {1, -2})).isEqualTo(-3);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 10})
    void equalLogitsHaveTheDirectionOfTheMargin(int classes) {
        float[] equal = new float[classes];
        float[] margin = new float[classes];
        margin[0] = 1;
        margin[1] = -1;

        assertThat(new DlrLoss(1).value(equal)).isZero();
        assertThat(new DlrLoss(1).direction(equal)).containsExactly(margin, within(0f));
        assertThat(new TargetedDlrLoss(1, 0).value(equal)).isZero();
        assertThat(new TargetedDlrLoss(1, 0).direction(equal)).containsExactly(margin, within(0f));
    }

    @Test
    void labelFarBelowEqualOthersHasAFiniteDirection() {
        float[] logits = {5, 5, 5, 5, -1e30f};

        assertThat(new DlrLoss(4).value(logits)).isFinite().isPositive();
        assertThat(new DlrLoss(4).direction(logits)).doesNotContain(Float.NaN).contains(-1, 1);
        assertThat(new TargetedDlrLoss(4, 0).direction(logits)).doesNotContain(Float.NaN);
    }
}
