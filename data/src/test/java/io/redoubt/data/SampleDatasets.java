package io.redoubt.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Small data sets with known pixels. */
public final class SampleDatasets {
    private SampleDatasets() {}

    /**
     * Returns images whose bytes count up from 0 (modulo 251) over the whole set, with labels that cycle through the
     * classes.
     */
    public static ImageSet counting(int images, int channels, int height, int width, int classes) {
        byte[] pixels = new byte[images * channels * height * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 251);
        }
        return new ImageSet(channels, height, width, ByteBuffer.wrap(pixels), labels(images, classes));
    }

    public static int[] labels(int images, int classes) {
        return IntStream.range(0, images).map(i -> i % classes).toArray();
    }

    public static ImageDataset dataset() {
        return new ImageDataset(
                "sample",
                List.of("cat", "dog", "ship"),
                counting(9, 3, 4, 5, 3),
                counting(6, 3, 4, 5, 3),
                new DatasetOrigin("drawn for the test", "CC0"));
    }
}
