package io.redoubt.core.attack;

import io.redoubt.core.data.IndexRange;
import io.redoubt.core.safetensors.DType;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Perturbed images of one index range of a data set.
 *
 * @param range which images, by their index in the set
 * @param images float32 (N,C,H,W), named {@code images}
 * @param labels the true classes, int64 (N), named {@code labels}
 */
public record AdversarialExamples(IndexRange range, Tensor images, Tensor labels) {
    private static final String IMAGES = "images";
    private static final String LABELS = "labels";
    private static final String RANGE = "range";

    /** @throws IllegalArgumentException when the tensors do not fit the range or each other */
    public AdversarialExamples {
        long[] shape = images.shape();
        if (images.dtype() != DType.F32 || shape.length != 4 || shape[0] != range.size()) {
            throw new IllegalArgumentException(
                    "tensor " + images + " does not hold " + range.size() + " images; F32 (N,C,H,W) is needed");
        }
        if (labels.dtype() != DType.I64 || labels.elements() != range.size()) {
            throw new IllegalArgumentException(
                    "tensor " + labels + " does not hold " + range.size() + " labels; I64 (N) is needed");
        }
    }

    static AdversarialExamples of(IndexRange range, long[] shape, float[] pixels, long[] labels) {
        return new AdversarialExamples(
                range, Tensor.of(IMAGES, shape, pixels), Tensor.of(LABELS, new long[] {labels.length}, labels));
    }

    /** Writes a file with the tensors {@code images} and {@code labels} and the range; equal examples give equal bytes. */
    public void write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Safetensors.write(out, List.of(images, labels), Map.of(RANGE, range.from() + "-" + range.to()));
        }
    }

    /**
     * Reads examples back.
     *
     * @param range which images the file is expected to hold
     * @throws IllegalArgumentException when it holds those of another range, or no examples
     */
    public static AdversarialExamples read(Path file, IndexRange range) throws IOException {
        Safetensors content = Safetensors.read(file);
        String expected = range.from() + "-" + range.to();
        String found = content.metadata().get(RANGE);
        if (!expected.equals(found)) {
            throw new IllegalArgumentException("the file holds examples of images " + found + ", not " + expected);
        }
        return new AdversarialExamples(range, content.tensor(IMAGES), content.tensor(LABELS));
    }

    /** The number of values of one image. */
    public int imageSize() {
        return Math.toIntExact(images.elements() / range.size());
    }

    /** The pixels of consecutive images, counted from the first of the range. */
    public FloatBuffer pixels(int from, int to) {
        return images.data().asFloatBuffer().slice(from * imageSize(), (to - from) * imageSize());
    }

    /** The true class of an image, counted from the first of the range. */
    public long label(int index) {
        return labels.data().asLongBuffer().get(index);
    }
}
