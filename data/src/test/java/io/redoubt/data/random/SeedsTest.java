package io.redoubt.data.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {

    @Test
    void derivationNeverChanges() {
        assertThat(Seeds.derive(0, 0, 0, "")).isEqualTo(0x20576c6c85f473c9L);
        assertThat(Seeds.derive(1, 2, 3, "augmentation")).isEqualTo(0xd9b19544e300940fL);
        assertThat(Seeds.derive(-1, Long.MAX_VALUE, Long.MIN_VALUE, "split")).isEqualTo(0xee55d1ac05c537e1L);
    }

    @Test
    void nearbyInputsGiveDifferentSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            for (long epoch = 0; epoch < 20; epoch++) {
                for (long step = 0; step < 20; step++) {
                    seeds.add(Seeds.derive(seed, epoch, step, "attack"));
                    seeds.add(Seeds.derive(seed, epoch, step, "augmentation"));
                }
            }
        }

        assertThat(seeds).hasSize(2 * 20 * 20 * 20);
    }

    @Test
    void everyInputBitFlipsAboutHalfOfTheOutputBits() {
        long base = Seeds.derive(5, 6, 7, "attack");
        for (int bit = 0; bit < Long.SIZE; bit++) {
            long flip = 1L << bit;
            assertThat(Long.bitCount(base ^ Seeds.derive(5 ^ flip, 6, 7, "attack")))
                    .isBetween(12, 52);
            assertThat(Long.bitCount(base ^ Seeds.derive(5, 6 ^ flip, 7, "attack")))
                    .isBetween(12, 52);
            assertThat(Long.bitCount(base ^ Seeds.derive(5, 6, 7 ^ flip, "attack")))
                    .isBetween(12, 52);
        }
    }
}
