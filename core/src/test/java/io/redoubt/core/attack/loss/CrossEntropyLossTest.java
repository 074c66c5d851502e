package io.redoubt.core.attack.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyLossTest {
    @Test
    void lossIsTheNegativeLogProbability() {
        float[] logits = {0, (float) Math.log(2), (float) Math.log(5)};

        assertThat(new CrossEntropyLoss(0).value(logits)).isEqualTo(Math.log(8), within(1e-6));
        assertThat(new CrossEntropyLoss(1).value(logits)).isEqualTo(Math.log(4), within(1e-6));
        assertThat(new CrossEntropyLoss(2).value(logits)).isEqualTo(Math.log(8 / 5.0), within(1e-6));
    }

    @Test
    void lossesOfASaturatedNetworkAreDistinct() {
        assertThat(new CrossEntropyLoss(0).value(new float[] {100, 0})).isEqualTo(Math.exp(-100), within(1e-50));
        assertThat(new CrossEntropyLoss(0).value(new float[] {100, 1})).isEqualTo(Math.exp(-99), within(1e-50));
    }

    @Test
    void lossesOfAConfidentlyWrongNetworkAreFinite() {
        assertThat(new CrossEntropyLoss(1).value(new float[] {1e4f, 0})).isEqualTo(1e4);
    }
}
