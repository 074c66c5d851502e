package io.redoubt.core.attack.logits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogitsTest {
    @Test
    void argmaxIsTheFirstOfTheLargestLogits() {
        assertThat(Logits.argmax(new float[] {-1, 3, 2, 3})).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void nonFiniteLogitIsRejected(float value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Logits.argmax(new float[] {1, value, 2}))
                .withMessage("logit 1 of an image is " + value
                        + "; check the value range and the normalisation of the images, and the weights");
    }
}
