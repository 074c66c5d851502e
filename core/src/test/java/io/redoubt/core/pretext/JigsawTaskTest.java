package io.redoubt.core.pretext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.network.PreActResNet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JigsawTaskTest {
    private static final int SIDE = 8;
    private static final int CLASSES = 31;

    private final JigsawTask jigsaw = new JigsawTask(5);

    @Test
    void eachSlotReceivesTheTileOfThePermutation() {
        List<Integer> order = permutations(jigsaw).get(9);
        float[] image = numbered(2 * SIDE * SIDE);
        float[] result = new float[image.length];

        jigsaw.transform(image, SIDE, new long[] {9}, result);

        for (int channel = 0; channel < 2; channel++) {
            for (int slot = 0; slot < 16; slot++) {
                for (int pixel = 0; pixel < 4; pixel++) {
                    assertThat(result[position(channel, slot, pixel)])
                            .isEqualTo(image[position(channel, order.get(slot), pixel)]);
                }
            }
        }
    }

    @Test
    void classZeroLeavesTheImageUnchanged() {
        float[] image = numbered(SIDE * SIDE);
        float[] result = new float[image.length];

        jigsaw.transform(image, SIDE, new long[] {0}, result);

        assertThat(result).containsExactly(image);
    }

    @Test
    void permutationsAreDistinctAndAFunctionOfTheSeed() {
        List<List<Integer>> permutations = permutations(jigsaw);

        assertThat(permutations).hasSize(CLASSES).doesNotHaveDuplicates();
        assertThat(permutations.get(0)).isSorted();
        assertThat(permutations).allSatisfy(order -> assertThat(new HashSet<>(order))
                .isEqualTo(new HashSet<>(IntStream.range(0, 16).boxed().toList())));
        assertThat(permutations(new JigsawTask(5))).isEqualTo(permutations);
        assertThat(permutations(new JigsawTask(6))).isNotEqualTo(permutations);
    }

    @Test
    void classesAreAsFrequentAsInThePaper() {
        int images = 100_000;
        long[] counts = new long[CLASSES];
        for (long target : jigsaw.drawTargets(images, new RandomStream(3))) {
            counts[(int) target]++;
        }

        // Six standard deviations of a binomial either way.
        for (int i = 0; i < CLASSES; i++) {
            double share = (i == 0 ? 0.1 : 0) + 0.9 / CLASSES;
            double deviation = Math.sqrt(share * (1 - share) / images);
            assertThat((double) counts[i] / images).isBetween(share - 6 * deviation, share + 6 * deviation);
        }
    }

    @Test
    void lossAndInputGradientEqualPyTorch() {
        PretextRecording recording = PretextRecording.of("jigsaw");

        recording.assertAgreesWith(jigsaw.objective(new PreActResNet(10, 2, 2, Normalisation.IMAGENET)));
    }

    @Test
    void rearrangedTilesEqualPyTorch() {
        PretextRecording recording = PretextRecording.of("jigsaw");
        float[] images = recording.floats("images");
        long[] orders = recording.longs("orders");
        float[] expected = recording.floats("x");
        int size = 3 * 16 * 16;
        for (int i = 0; i < 5; i++) {
            float[] result = new float[size];
            int[] order = Arrays.stream(orders, 16 * i, 16 * i + 16)
                    .mapToInt(Math::toIntExact)
                    .toArray();

            TileGrid.PAPER.rearrange(Arrays.copyOfRange(images, size * i, size * (i + 1)), 16, order, result);

            assertThat(result).containsExactly(Arrays.copyOfRange(expected, size * i, size * (i + 1)));
        }
    }

    @Test
    void imageThatCannotBeCutIntoEqualTilesIsRejected() {
        assertThatThrownBy(() -> jigsaw.requireShape(new ImageShape(3, 30, 30)))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("dataset: images of 30x30")
                .hasMessageContaining("multiple of 4");
    }

    @SuppressWarnings("unchecked")
    private static List<List<Integer>> permutations(JigsawTask jigsaw) {
        return (List<List<Integer>>) jigsaw.settings().get("permutations");
    }

    private static float[] numbered(int size) {
        float[] image = new float[size];
        for (int i = 0; i < size; i++) {
            image[i] = i;
        }
        return image;
    }

    /** The index of a pixel, 0 to 3 row by row, of a 2x2 tile. */
    private static int position(int channel, int tile, int pixel) {
        return (channel * SIDE + tile / 4 * 2 + pixel / 2) * SIDE + tile % 4 * 2 + pixel % 2;
    }
}
