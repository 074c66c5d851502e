package io.redoubt.core.attack;

import io.redoubt.core.data.IndexRange;
import io.redoubt.core.safetensors.DType;
import io.redoubt.core.safetensors.Safetensors;
import io.redoubt.core.safetensors.Tensor;
import java.nio.FloatBuffer;
import java.util.List;

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

    /** Reads examples back from a file with the tensors {@code images} and {@code labels}. */
    public static AdversarialExamples of(IndexRange range, Safetensors file) {
        return new AdversarialExamples(range, file.tensor(IMAGES), file.tensor(LABELS));
    }

    /** The tensors to store. */
    public List<Tensor> tensors() {
        return List.of(images, labels);
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
