package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.core.corruption.image.ImagePlane;
import io.redoubt.core.corruption.image.ImagePlanes;
import io.redoubt.core.corruption.image.PlasmaFractal;
import io.redoubt.data.random.RandomStream;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Test images. */
final class TestImages {
    private TestImages() {}

    /** Returns an image of independent random levels. */
    static FloatImage noise(int channels, int height, int width, long seed) {
        RandomStream random = new RandomStream(seed);
        return image(channels, height, width, i -> random.nextInt(256));
    }

    /** Returns an image of one constant level. */
    static FloatImage plain(int channels, int height, int width, int level) {
        return image(channels, height, width, i -> level);
    }

    /** Returns coloured clouds overlaid with a few rectangles: smooth areas and sharp edges, as in photographs. */
    static FloatImage landscape(int channels, int height, int width, long seed) {
        RandomStream random = new RandomStream(seed);
        int[] levels = new int[channels * height * width];
        for (int channel = 0; channel < channels; channel++) {
            ImagePlane clouds = PlasmaFractal.of(height, width, 1.7, random);
            int start = channel * height * width;
            Arrays.setAll(clouds.values(), i -> levels[start + i] = (int) (30 + 180 * clouds.values()[i]));
        }
        for (int box = 0; box < 4; box++) {
            int top = random.nextInt(height / 2);
            int left = random.nextInt(width / 2);
            int shade = random.nextInt(256);
            for (int channel = 0; channel < channels; channel++) {
                for (int y = top; y < top + height / 3; y++) {
                    int row = (channel * height + y) * width;
                    Arrays.fill(levels, row + left, row + left + width / 4, (shade + 60 * channel) % 256);
                }
            }
        }
        return image(channels, height, width, i -> levels[i]);
    }

    /** Returns images of various shapes and contents. */
    static Stream<FloatImage> various() {
        return Stream.of(
                noise(3, 32, 32, 1),
                noise(1, 28, 28, 2),
                noise(3, 8, 8, 3),
                noise(1, 8, 13, 4),
                noise(3, 21, 9, 5),
                landscape(3, 40, 40, 6),
                landscape(1, 32, 32, 7),
                plain(3, 32, 32, 0),
                plain(3, 32, 32, 255),
                plain(1, 16, 16, 0),
                plain(1, 16, 16, 255));
    }

    /** Returns the mean absolute difference of two images of the same size. */
    static double difference(FloatImage one, FloatImage other) {
        float[] first = one.pixels();
        float[] second = other.pixels();
        return IntStream.range(0, first.length)
                .mapToDouble(i -> Math.abs(first[i] - second[i]))
                .average()
                .orElseThrow();
    }

    /** Returns the first channel. */
    static ImagePlane plane(FloatImage image) {
        return ImagePlanes.of(image).channels().get(0);
    }

    private static FloatImage image(int channels, int height, int width, IntUnaryOperator level) {
        float[] pixels = new float[channels * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = level.applyAsInt(i) / 255f;
        }
        return new FloatImage(channels, height, width, pixels);
    }
}
