package io.redoubt.benchmarks.data;

import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import io.redoubt.data.PixelSource;
import java.util.Random;
import java.util.stream.IntStream;

/** Data sets with random pixels. Images repeat, so that a large set takes little memory. */
public final class RandomImages implements PixelSource {
    /** The name of the data sets. */
    public static final String NAME = "random";

    private static final ImageShape COLOUR = new ImageShape(3, 32, 32);
    private static final int COLOUR_CLASSES = 10;
    private static final int COLOUR_TRAIN = 200_000;
    private static final int COLOUR_TEST = 1000;
    private static final ImageShape GREY = new ImageShape(1, 16, 16);
    private static final int GREY_CLASSES = 2;
    private static final int DIFFERENT = 2000;

    private final byte[] pixels;
    private final int size;

    private RandomImages(int size, int seed) {
        this.size = size;
        pixels = new byte[DIFFERENT * size];
        new Random(seed).nextBytes(pixels);
    }

    /** Returns a data set of the shape of CIFAR-10, large enough that no measured epoch ends. */
    public static ImageDataset colour() {
        return dataset(COLOUR, COLOUR_CLASSES, COLOUR_TRAIN, COLOUR_TEST);
    }

    /** Returns a data set of grey images of 16x16 in two classes. */
    public static ImageDataset grey(int train, int test) {
        return dataset(GREY, GREY_CLASSES, train, test);
    }

    private static ImageDataset dataset(ImageShape shape, int classes, int train, int test) {
        return new ImageDataset(
                NAME,
                IntStream.range(0, classes).mapToObj(String::valueOf).toList(),
                new ImageSet(shape, new RandomImages(shape.size(), 1), labels(train, classes)),
                new ImageSet(shape, new RandomImages(shape.size(), 2), labels(test, classes)));
    }

    private static int[] labels(int count, int classes) {
        return IntStream.range(0, count).map(image -> image % classes).toArray();
    }

    @Override
    public void copy(int image, byte[] into, int offset) {
        System.arraycopy(pixels, image % DIFFERENT * size, into, offset, size);
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
