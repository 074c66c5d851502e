package io.redoubt.core.attack;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.SanitizedText;
import io.redoubt.data.ImageShape;
import io.redoubt.data.file.OutputFile;
import io.redoubt.data.memory.ByteSize;
import io.redoubt.data.memory.NotEnoughMemoryException;
import io.redoubt.data.safetensors.DType;
import io.redoubt.data.safetensors.Safetensors;
import io.redoubt.data.safetensors.Tensor;
import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Adversarial examples for one range of the test images.
 *
 * @param range indices of the images in the set
 * @param images float32 (N,C,H,W), named {@code images}
 * @param labels the true classes, int64 (N), named {@code labels}
 * @param predicted the classes that the attacked model predicted, int64 (N), named {@code predicted}; empty if the file does
 *     not record them
 */
public record AdversarialExamples(IndexRange range, Tensor images, Tensor labels, Optional<Tensor> predicted) {
    private static final String IMAGES = "images";
    private static final String LABELS = "labels";
    private static final String PREDICTED = "predicted";
    private static final String RANGE = "range";
    private static final int MAX_QUOTED = 60;

    /** Of pixels; the rest is for logits in the state of an attack, and for the header. */
    private static final long MAX_BYTES = Integer.MAX_VALUE - (128L << 20);

    /** @throws IllegalArgumentException when the tensors do not match the range or each other */
    public AdversarialExamples {
        if (range.size() == 0) {
            throw new IllegalArgumentException("range " + range + " is empty; at least one image is needed");
        }
        long[] shape = images.shape();
        if (images.dtype() != DType.F32 || shape.length != 4 || shape[0] != range.size() || images.elements() == 0) {
            throw new IllegalArgumentException(
                    "tensor " + images + " does not hold " + range.size() + " images; F32 (N,C,H,W) is needed");
        }
        requireClasses(labels, range);
        predicted.ifPresent(classes -> requireClasses(classes, range));
    }

    private static void requireClasses(Tensor classes, IndexRange range) {
        if (classes.dtype() != DType.I64 || classes.shape().length != 1 || classes.elements() != range.size()) {
            throw new IllegalArgumentException(
                    "tensor " + classes + " does not hold " + range.size() + " classes; I64 (N) is needed");
        }
    }

    /**
     * Checks that the examples of some images fit into a file, before they are computed.
     *
     * @throws NotEnoughMemoryException when they exceed 2 GiB
     */
    public static void requireSize(int images, ImageShape shape) {
        long imageBytes = (long) Float.BYTES * shape.size();
        if (images * imageBytes > MAX_BYTES) {
            long most = MAX_BYTES / imageBytes;
            throw new NotEnoughMemoryException("the examples of " + images + " images of " + shape + " have "
                    + ByteSize.text(images * imageBytes) + ", and a file holds at most 2 GiB; attack at most " + most
                    + " images at a time, with --images " + most + " or, in a request, evaluate.shard: " + most);
        }
    }

    /** Creates examples from the best points of the images of a range. */
    static AdversarialExamples of(IndexRange range, ImageShape shape, AttackedImages images) {
        long[] dimensions = {range.size(), shape.channels(), shape.height(), shape.width()};
        long[] count = {range.size()};
        return new AdversarialExamples(
                range,
                new Tensor(IMAGES, DType.F32, dimensions, images.points()),
                Tensor.of(LABELS, count, images.labels()),
                Optional.of(Tensor.of(PREDICTED, count, images.predicted())));
    }

    /** Writes a file with the tensors and the range; equal examples give equal bytes. */
    public void write(Path file) throws IOException {
        List<Tensor> tensors = new ArrayList<>(List.of(images, labels));
        predicted.ifPresent(tensors::add);
        OutputFile.write(file, out -> Safetensors.write(out, tensors, Map.of(RANGE, range.toString())));
    }

    /**
     * Reads examples.
     *
     * @param range the expected range
     * @throws IllegalArgumentException if the file holds another range, or no examples
     */
    public static AdversarialExamples read(Path file, IndexRange range) throws IOException {
        Safetensors content = Safetensors.read(file);
        String found = content.metadata().getOrDefault(RANGE, "of no stated range");
        if (!range.toString().equals(found)) {
            throw new IllegalArgumentException(
                    "the file holds examples of images " + SanitizedText.of(found, MAX_QUOTED) + ", not " + range);
        }
        return of(range, content);
    }

    /**
     * Reads examples of the range that the file states.
     *
     * @throws IllegalArgumentException if it does not hold examples
     */
    public static AdversarialExamples read(Path file) throws IOException {
        Safetensors content = Safetensors.read(file);
        try {
            return of(IndexRange.parse(RANGE, content.metadata().getOrDefault(RANGE, "")), content);
        } catch (InvalidFieldException e) {
            throw new IllegalArgumentException(
                    file + " has no metadata '" + RANGE + "' such as 0-1000; it holds no examples", e);
        }
    }

    private static AdversarialExamples of(IndexRange range, Safetensors content) {
        return new AdversarialExamples(
                range,
                content.tensor(IMAGES),
                content.tensor(LABELS),
                Optional.ofNullable(content.tensors().get(PREDICTED)));
    }

    /** Returns the dimensions of an image. */
    public ImageShape shape() {
        long[] shape = images.shape();
        return new ImageShape(Math.toIntExact(shape[1]), Math.toIntExact(shape[2]), Math.toIntExact(shape[3]));
    }

    /** Returns the number of values of one image. */
    public int imageSize() {
        return Math.toIntExact(images.elements() / range.size());
    }

    /** Returns the pixels of one image, counted from the first of the range. */
    public float[] image(int index) {
        float[] pixels = new float[imageSize()];
        images.data().asFloatBuffer().get(index * imageSize(), pixels);
        return pixels;
    }

    /** Returns the true class of an image, counted from the first of the range. */
    public long label(int index) {
        return labels.data().asLongBuffer().get(index);
    }

    /**
     * Returns the images that the attacked model classified correctly, counted from the first of the range.
     *
     * @throws NoSuchElementException if the file does not record its predictions
     */
    public BitSet withstood() {
        LongBuffer classes = predicted.orElseThrow().data().asLongBuffer();
        BitSet withstood = new BitSet(range.size());
        for (int i = 0; i < range.size(); i++) {
            withstood.set(i, classes.get(i) == label(i));
        }
        return withstood;
    }

    /**
     * Counts the images whose predicted class differs from the recorded one; 0 if the file records none.
     *
     * @param again the class of each image in a later pass
     */
    public int differ(int[] again) {
        if (predicted.isEmpty()) {
            return 0;
        }
        LongBuffer first = predicted.get().data().asLongBuffer();
        return (int) IntStream.range(0, again.length)
                .filter(i -> first.get(i) != again[i])
                .count();
    }
}
