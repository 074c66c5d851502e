package io.redoubt.core.data;

import io.redoubt.api.IndexRange;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Labelled images of the same size: uint8, NCHW, values 0 to 255. Immutable and thread-safe; subsets share the pixels
 * of the original set.
 */
public final class ImageSet {
    /** The greatest number of channels, rows and columns; it ensures that the size of an image fits into an int. */
    public static final int MAX_DIMENSION = 1024;

    private final int channels;
    private final int height;
    private final int width;
    private final ByteBuffer pixels;
    private final int[] positions;
    private final int[] labels;

    /**
     * @param channels from 1 to 1024
     * @param height in pixels, from 1 to 1024
     * @param width in pixels, from 1 to 1024
     * @param pixels {@code labels.length * channels * height * width} bytes from position to limit; not copied, so the
     *     caller must not change them afterwards
     * @param labels the class of each image, 0 or greater
     * @throws IllegalArgumentException when the dimensions do not match {@code pixels} or a label is negative
     */
    public ImageSet(int channels, int height, int width, ByteBuffer pixels, int[] labels) {
        this(
                channels,
                height,
                width,
                pixels.slice().asReadOnlyBuffer(),
                IntStream.range(0, labels.length).toArray(),
                labels.clone());
        long expected = (long) labels.length * imageBytes();
        if (this.pixels.capacity() != expected) {
            throw new IllegalArgumentException("pixels has " + this.pixels.capacity() + " bytes; " + labels.length
                    + " images of " + channels + "x" + height + "x" + width + " need " + expected);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("labels[" + i + "] is " + labels[i] + "; it must be 0 or greater");
            }
        }
    }

    private ImageSet(int channels, int height, int width, ByteBuffer pixels, int[] positions, int[] labels) {
        this.channels = dimension("channels", channels);
        this.height = dimension("height", height);
        this.width = dimension("width", width);
        this.pixels = pixels;
        this.positions = positions;
        this.labels = labels;
    }

    private static int dimension(String field, int value) {
        if (value < 1 || value > MAX_DIMENSION) {
            throw new IllegalArgumentException(field + " is " + value + "; it must be between 1 and " + MAX_DIMENSION);
        }
        return value;
    }

    /** Returns the number of images. */
    public int size() {
        return labels.length;
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** Returns the dimensions of an image. */
    public ImageShape shape() {
        return new ImageShape(channels, height, width);
    }

    /** Returns the number of bytes of an image: channels x height x width. */
    public int imageBytes() {
        return channels * height * width;
    }

    /**
     * Returns the label of one image.
     *
     * @throws IndexOutOfBoundsException when {@code index} is not in {@code [0, size())}
     */
    public int label(int index) {
        return labels[Objects.checkIndex(index, labels.length)];
    }

    /** Returns a copy of all labels. */
    public int[] labels() {
        return labels.clone();
    }

    /** Returns all labels as a list, for JSON. */
    public List<Integer> labelList() {
        return Arrays.stream(labels).boxed().toList();
    }

    /** Returns the number of images of each class {@code 0 .. classes-1}. */
    public int[] countPerClass(int classes) {
        int[] counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /**
     * Copies one image, {@link #imageBytes()} bytes in CHW order.
     *
     * @throws IndexOutOfBoundsException when {@code index} is out of range or {@code into} is too short
     */
    public void copy(int index, byte[] into, int offset) {
        int position = positions[Objects.checkIndex(index, positions.length)];
        pixels.get(position * imageBytes(), into, offset, imageBytes());
    }

    /**
     * Returns one image as float32 in CHW order, values in [0,1].
     *
     * @throws IndexOutOfBoundsException when {@code index} is out of range
     */
    public float[] floats(int index) {
        float[] values = new float[imageBytes()];
        BatchAugmentation.NONE.fill(this, new int[] {index}, 0, 0, FloatBuffer.wrap(values));
        return values;
    }

    /** All pixels in NCHW order, read-only. */
    public ByteBuffer pixels() {
        if (pixels.capacity() == size() * imageBytes() && isInOrder()) {
            return pixels.duplicate();
        }
        byte[] gathered = new byte[Math.multiplyExact(size(), imageBytes())];
        for (int i = 0; i < size(); i++) {
            copy(i, gathered, i * imageBytes());
        }
        return ByteBuffer.wrap(gathered).asReadOnlyBuffer();
    }

    private boolean isInOrder() {
        return IntStream.range(0, positions.length).allMatch(i -> positions[i] == i);
    }

    /**
     * Returns the images at the given indices, in that order. An index may occur more than once.
     *
     * @throws IndexOutOfBoundsException when an index is not in {@code [0, size())}
     */
    public ImageSet subset(int[] indices) {
        for (int index : indices) {
            Objects.checkIndex(index, size());
        }
        int[] chosenPositions = Arrays.stream(indices).map(i -> positions[i]).toArray();
        int[] chosenLabels = Arrays.stream(indices).map(i -> labels[i]).toArray();
        return new ImageSet(channels, height, width, pixels, chosenPositions, chosenLabels);
    }

    /** Returns the images of a range. */
    public ImageSet subset(IndexRange range) {
        return subset(range.indices());
    }

    /** Whether the first images are a sample of all, in the order that they have; not so if they are sorted by class. */
    public boolean isMixed() {
        return StratifiedOrder.isMixed(labels);
    }

    /**
     * Returns the images in an order in which the first are a stratified sample of all. The order is a function of the
     * labels.
     */
    public ImageSet stratified() {
        return subset(StratifiedOrder.of(labels));
    }

    /**
     * Returns the images zero-padded to a square, with equal padding on opposite sides.
     *
     * @param side the new height and width
     * @throws IllegalArgumentException when the images are larger than {@code side} or the padding is uneven
     */
    public ImageSet padded(int side) {
        int top = side - height;
        int left = side - width;
        if (top < 0 || left < 0 || top % 2 != 0 || left % 2 != 0) {
            throw new IllegalArgumentException("images of " + height + "x" + width + " cannot be padded evenly to "
                    + side + "x" + side + "; choose a larger side that differs by an even number");
        }
        byte[] image = new byte[imageBytes()];
        byte[] larger = new byte[Math.multiplyExact(size(), Math.multiplyExact(channels, side * side))];
        for (int i = 0; i < size(); i++) {
            copy(i, image, 0);
            for (int row = 0; row < channels * height; row++) {
                int plane = i * channels + row / height;
                int y = row % height + top / 2;
                System.arraycopy(image, row * width, larger, (plane * side + y) * side + left / 2, width);
            }
        }
        return new ImageSet(channels, side, side, ByteBuffer.wrap(larger), labels);
    }
}
