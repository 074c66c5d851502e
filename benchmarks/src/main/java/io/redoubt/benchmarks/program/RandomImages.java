package io.redoubt.benchmarks.program;

import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.ImageShape;
import io.redoubt.core.data.PixelSource;
import java.util.Random;
import java.util.stream.IntStream;

/** A data set of the shape of CIFAR-10 with random pixels, large enough that no measured epoch ends. */
final class RandomImages implements PixelSource {
    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    private static final int CLASSES = 10;
    private static final int TRAIN = 200_000;
    private static final int DIFFERENT = 1000;

    private final byte[] pixels = new byte[DIFFERENT * SHAPE.size()];

    private RandomImages() {
        new Random(1).nextBytes(pixels);
    }

    static ImageDataset dataset() {
        PixelSource images = new RandomImages();
        return new ImageDataset(
                "random",
                IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList(),
                new ImageSet(SHAPE, images, labels(TRAIN)),
                new ImageSet(SHAPE, images, labels(DIFFERENT)));
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(image -> image % CLASSES).toArray();
    }

    @Override
    public void copy(int image, byte[] into, int offset) {
        System.arraycopy(pixels, image % DIFFERENT * SHAPE.size(), into, offset, SHAPE.size());
    }

    @Override
    public boolean isLoaded(int image) {
        return true;
    }

    @Override
    public PixelSource load(int[] images) {
        return this;
    }
}
