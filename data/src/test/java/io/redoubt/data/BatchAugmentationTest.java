package io.redoubt.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchAugmentationTest {
    private static final int SIDE = 6;
    private static final int PIXELS = 2 * SIDE * SIDE;

    /** Returns copies of an image with pixels 1, 2, 3, ...: every value identifies its position, and 0 is padding. */
    private static ImageSet numbered(int copies) {
        byte[] pixels = new byte[copies * PIXELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (1 + i % PIXELS);
        }
        return new ImageSet(2, SIDE, SIDE, ByteBuffer.wrap(pixels), new int[copies]);
    }

    @Test
    void withoutAugmentationImagesAreScaledToTheUnitInterval() {
        ImageSet images = new ImageSet(1, 1, 4, ByteBuffer.wrap(new byte[] {0, 1, (byte) 128, (byte) 255}), new int[1]);

        float[] batch = fill(BatchAugmentation.NONE, images, new int[] {0}, 1, 0);

        assertThat(batch).containsExactly(0f, 1 / 255f, 128 / 255f, 1f);
    }

    @Test
    void resultIsARandomlyFlippedCropOfThePaddedImage() {
        int images = 4000;
        float[] batch = fill(
                BatchAugmentation.CROP_AND_FLIP,
                numbered(images),
                IntStream.range(0, images).toArray(),
                1,
                0);

        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < images; i++) {
            seen.merge(identify(Arrays.copyOfRange(batch, i * PIXELS, (i + 1) * PIXELS), 4), 1, Integer::sum);
        }

        // 9 x 9 offsets, flipped or not: 162 outcomes, each expected about 25 times.
        assertThat(seen).hasSize(162).allSatisfy((outcome, count) -> assertThat(count)
                .isBetween(5, 60));
        int flipped = seen.entrySet().stream()
                .filter(e -> e.getKey().endsWith("true"))
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(flipped).isBetween(1850, 2150);
    }

    @Test
    void withoutFlipNoImageIsMirrored() {
        int images = 500;
        float[] batch = fill(
                new BatchAugmentation(2, false),
                numbered(images),
                IntStream.range(0, images).toArray(),
                1,
                0);

        for (int i = 0; i < images; i++) {
            assertThat(identify(Arrays.copyOfRange(batch, i * PIXELS, (i + 1) * PIXELS), 2))
                    .endsWith("false");
        }
    }

    @Test
    void augmentationDoesNotDependOnTheBatch() {
        ImageSet images = numbered(10);
        int[] order = {7, 3, 3, 9, 0, 1};

        float[] together = fill(BatchAugmentation.CROP_AND_FLIP, images, order, 42, 3);

        for (int i = 0; i < order.length; i++) {
            assertThat(fill(BatchAugmentation.CROP_AND_FLIP, images, new int[] {order[i]}, 42, 3))
                    .isEqualTo(Arrays.copyOfRange(together, i * PIXELS, (i + 1) * PIXELS));
        }
    }

    @Test
    void augmentationDependsOnSeedEpochAndIndex() {
        ImageSet images = numbered(40);
        int[] first = IntStream.range(0, 20).toArray();
        float[] base = fill(BatchAugmentation.CROP_AND_FLIP, images, first, 1, 0);

        assertThat(fill(BatchAugmentation.CROP_AND_FLIP, images, first, 1, 0)).isEqualTo(base);
        assertThat(fill(BatchAugmentation.CROP_AND_FLIP, images, first, 2, 0)).isNotEqualTo(base);
        assertThat(fill(BatchAugmentation.CROP_AND_FLIP, images, first, 1, 1)).isNotEqualTo(base);
        assertThat(fill(
                        BatchAugmentation.CROP_AND_FLIP,
                        images,
                        IntStream.range(20, 40).toArray(),
                        1,
                        0))
                .isNotEqualTo(base);
    }

    @Test
    void shortBufferAndNegativePaddingAreRejected() {
        assertThatExceptionOfType(BufferOverflowException.class)
                .isThrownBy(() -> BatchAugmentation.NONE.fill(
                        numbered(1), new int[] {0}, 1, 0, FloatBuffer.allocate(PIXELS - 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BatchAugmentation(-1, true))
                .withMessageContaining("padding is -1");
    }

    private static float[] fill(BatchAugmentation augmentation, ImageSet images, int[] indices, long seed, long epoch) {
        FloatBuffer into = FloatBuffer.allocate(indices.length * images.imageBytes());
        augmentation.fill(images, indices, seed, epoch, into);
        assertThat(into.hasRemaining()).isFalse();
        return into.array();
    }

    /** Identifies the crop by exhaustive search; fails when no crop matches. */
    private static String identify(float[] image, int padding) {
        for (int top = -padding; top <= padding; top++) {
            for (int left = -padding; left <= padding; left++) {
                for (boolean flip : new boolean[] {false, true}) {
                    if (Arrays.equals(image, crop(top, left, flip))) {
                        return top + " " + left + " " + flip;
                    }
                }
            }
        }
        throw new AssertionError("not a crop of the padded image: " + Arrays.toString(image));
    }

    private static float[] crop(int top, int left, boolean flip) {
        float[] expected = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            int channel = i / (SIDE * SIDE);
            int y = i / SIDE % SIDE + top;
            int x = (flip ? SIDE - 1 - i % SIDE : i % SIDE) + left;
            boolean inside = y >= 0 && y < SIDE && x >= 0 && x < SIDE;
            expected[i] = inside ? (1 + (channel * SIDE + y) * SIDE + x) / 255f : 0;
        }
        return expected;
    }
}
