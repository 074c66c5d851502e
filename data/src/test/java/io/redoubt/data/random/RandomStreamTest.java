package io.redoubt.data.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    @Test
    void sequenceIsThatOfSplitMix64() {
        RandomStream random = new RandomStream(0);

        // The reference sequence of the published algorithm for seed 0.
        assertThat(random.nextLong()).isEqualTo(0xe220a8397b1dcdafL);
        assertThat(random.nextLong()).isEqualTo(0x6e789e6aa1b965f4L);
        assertThat(random.nextLong()).isEqualTo(0x06c45d188009454fL);
    }

    @Test
    void drawsNeverChange() {
        RandomStream random = new RandomStream(42);

        assertThat(random.nextInt(9)).isEqualTo(6);
        assertThat(random.nextInt(1000)).isEqualTo(159);
        assertThat(random.nextBoolean()).isFalse();
        assertThat(random.nextFloat()).isEqualTo(0.34419066f);
        assertThat(random.nextDouble()).isEqualTo(0.03803016854024621);
        assertThat(random.nextGaussian()).isEqualTo(0.43703055853310735);
        assertThat(random.permutation(8)).containsExactly(0, 4, 5, 6, 7, 3, 1, 2);
    }

    @Test
    void boundedIntegersAreUniform() {
        RandomStream random = new RandomStream(7);
        int[] counts = new int[9];
        for (int i = 0; i < 90_000; i++) {
            counts[random.nextInt(9)]++;
        }

        // 10,000 expected, standard deviation 94.
        for (int count : counts) {
            assertThat(count).isBetween(9_500, 10_500);
        }
    }

    @Test
    void boundsThatAreNotPowersOfTwoHaveNoBias() {
        RandomStream random = new RandomStream(7);
        int bound = 1_500_000_000;
        long lower = 0;
        for (int i = 0; i < 100_000; i++) {
            int value = random.nextInt(bound);
            assertThat(value).isBetween(0, bound - 1);
            lower += value < bound / 2 ? 1 : 0;
        }

        assertThat(lower).isBetween(49_000L, 51_000L);
    }

    @Test
    void gaussiansHaveMeanZeroAndVarianceOne() {
        RandomStream random = new RandomStream(3);
        double sum = 0;
        double squares = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            double value = random.nextGaussian();
            sum += value;
            squares += value * value;
        }

        assertThat(sum / draws).isEqualTo(0, within(0.01));
        assertThat(squares / draws).isEqualTo(1, within(0.02));
    }

    @Test
    void permutationContainsEveryIndexOnce() {
        int[] order = new RandomStream(11).permutation(1000);

        assertThat(order).isNotEqualTo(Arrays.stream(order).sorted().toArray());
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1000).toArray());
    }

    @Test
    void boundBelowOneIsRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomStream(1).nextInt(0))
                .withMessageContaining("bound is 0");
    }
}
