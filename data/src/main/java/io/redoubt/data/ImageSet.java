package io.redoubt.data;

import io.redoubt.api.IndexRange;
import io.redoubt.data.memory.ScratchBuffer;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Labelled images of the same size: uint8, NCHW, values 0 to 255. Immutable and thread-safe; subsets share the pixels
 * of the original set. Labels are in memory; images that are files are decoded when they are used, or together by
 * {@link #load}.
 */
public final class ImageSet {
    /** The greatest number of channels, rows and columns; it ensures that the size of an image fits into an int. */
    public static final int MAX_DIMENSION = 1024;

    private final int channels;
    private final int height;
    private final int width;
    private final PixelSource pixels;
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
                new ImageShape(channels, height, width),
                new BufferedPixels(pixels.slice().asReadOnlyBuffer(), channels * height * width),
                labels);
        long expected = (long) labels.length * imageBytes();
        if (pixels.remaining() != expected) {
            throw new IllegalArgumentException("pixels has " + pixels.remaining() + " bytes; " + labels.length
                    + " images of " + channels + "x" + height + "x" + width + " need " + expected);
        }
    }

    /**
     * @param shape dimensions from 1 to 1024
     * @param pixels has {@code labels.length} images
     * @param labels the class of each image, 0 or greater
     * @throws IllegalArgumentException when a dimension is out of range or a label is negative
     */
    public ImageSet(ImageShape shape, PixelSource pixels, int[] labels) {
        this(shape, pixels, IntStream.range(0, labels.length).toArray(), labels.clone());
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("labels[" + i + "] is " + labels[i] + "; it must be 0 or greater");
            }
        }
    }

    private ImageSet(ImageShape shape, PixelSource pixels, int[] positions, int[] labels) {
        this.channels = dimension("channels", shape.channels());
        this.height = dimension("height", shape.height());
        this.width = dimension("width", shape.width());
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
        return ClassCounts.count(IntStream.of(labels), classes);
    }

    /**
     * Copies one image, {@link #imageBytes()} bytes in CHW order.
     *
     * @throws IndexOutOfBoundsException when {@code index} is out of range or {@code into} is too short
     */
    public void copy(int index, byte[] into, int offset) {
        pixels.copy(positions[Objects.checkIndex(index, positions.length)], into, offset);
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

    /** All pixels in NCHW order, read-only; decoded and gathered if necessary. */
    public ByteBuffer pixels() {
        if (pixels instanceof BufferedPixels buffered
                && buffered.pixels().capacity() == (long) size() * imageBytes()
                && isInOrder()) {
            return buffered.pixels().duplicate();
        }
        ByteBuffer gathered = ScratchBuffer.allocate(Math.multiplyExact(size(), imageBytes()));
        byte[] image = new byte[imageBytes()];
        for (int i = 0; i < size(); i++) {
            copy(i, image, 0);
            gathered.put(image);
        }
        return gathered.flip().asReadOnlyBuffer();
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
        return new ImageSet(shape(), pixels, chosenPositions, chosenLabels);
    }

    /** Returns the images of a range. */
    public ImageSet subset(IndexRange range) {
        return subset(range.indices());
    }

    /** Whether the first images are a sample of all in the current order; false if images are sorted by class. */
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
        ImageShape padded = new ImageShape(channels, side, side);
        return new ImageSet(padded, new PaddedPixels(pixels, shape(), side), positions, labels);
    }

    /**
     * Returns the same set with the given images decoded.
     *
     * @throws DatasetException naming every file among them that cannot be decoded
     */
    public ImageSet load(int[] indices) {
        return withPixels(
                pixels.load(Arrays.stream(indices).map(i -> positions[i]).toArray()));
    }

    /** Decodes all images of two sets, whose problems are reported together if they have one source. */
    static List<ImageSet> loadAll(ImageSet first, ImageSet second) {
        if (!first.pixels.equals(second.pixels)) {
            return List.of(first.load(), second.load());
        }
        PixelSource loaded =
                first.pixels.load(IntStream.concat(Arrays.stream(first.positions), Arrays.stream(second.positions))
                        .toArray());
        return List.of(first.withPixels(loaded), second.withPixels(loaded));
    }

    private ImageSet load() {
        return load(IntStream.range(0, size()).toArray());
    }

    private ImageSet withPixels(PixelSource other) {
        return new ImageSet(shape(), other, positions, labels);
    }

    /** Returns the images that are decoded. */
    public ImageSet loaded() {
        return subset(IntStream.range(0, size())
                .filter(i -> pixels.isLoaded(positions[i]))
                .toArray());
    }

    /** Returns the number of bytes of all images. */
    public long bytes() {
        return (long) size() * imageBytes();
    }
}
