package io.redoubt.core.attack.logits;

import io.redoubt.data.ImageShape;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The number of images in a batch of an attack. The result of an image does not depend on it, except for rounding: kernels
 * may sum in another order in batches of another size.
 *
 * @param chosen by the user, from 1 to {@value #MOST}; empty if it follows from the size of the images and the device
 */
public record BatchSize(OptionalInt chosen) {
    /** Follows from the size of the images and the device. */
    public static final BatchSize AUTO = new BatchSize(OptionalInt.empty());

    /** The largest batch that can be chosen. */
    public static final int MOST = 65_536;

    private static final String AUTOMATIC = "auto";

    /** Larger batches are not faster on a CPU. */
    private static final int LARGEST_ON_CPU = 128;

    /** Bounds the memory of a batch of large images on a CPU: as many values as a batch of images of 3x64x64. */
    private static final int LARGEST_VALUES = LARGEST_ON_CPU * 3 * 64 * 64;

    private static final int LARGEST_ON_GPU = 1024;

    /** Bounds the Java heap of the searches of a block: as many values as a batch of 512 images of 3x64x64. */
    private static final int LARGEST_VALUES_ON_GPU = 4 * LARGEST_VALUES;

    /** The share of the memory of a GPU that one pass may take; kernels need workspace, and other jobs their share. */
    private static final int SHARE_OF_GPU = 4;

    public BatchSize {
        if (chosen.isPresent() && (chosen.getAsInt() < 1 || chosen.getAsInt() > MOST)) {
            throw new IllegalArgumentException(
                    "batch is " + chosen.getAsInt() + "; use " + AUTOMATIC + ", or a number from 1 to " + MOST);
        }
    }

    /** Returns a batch of a chosen size. */
    public static BatchSize of(int images) {
        return new BatchSize(OptionalInt.of(images));
    }

    /**
     * Reads a setting: {@code auto} or a number.
     *
     * @throws IllegalArgumentException if it is neither, or the number is out of range
     */
    public static BatchSize of(String text) {
        String value = text.strip();
        return value.equals(AUTOMATIC) ? AUTO : of(Integer.parseInt(value));
    }

    /** Returns the number of images on a CPU, a function of their shape: it is the same on every machine. */
    int onCpu(ImageShape shape) {
        return chosen.orElse(Math.max(1, Math.min(LARGEST_ON_CPU, LARGEST_VALUES / shape.size())));
    }

    /**
     * Returns the number of images on a GPU.
     *
     * @param memory of the device, in bytes; empty if it is unknown
     * @param imageBytes taken by a pass, per image
     */
    int onGpu(ImageShape shape, OptionalLong memory, double imageBytes) {
        if (chosen.isPresent() || memory.isEmpty()) {
            return onCpu(shape);
        }
        int largest = Math.min(LARGEST_ON_GPU, LARGEST_VALUES_ON_GPU / shape.size());
        return (int) Math.max(1, Math.min(largest, memory.getAsLong() / SHARE_OF_GPU / imageBytes));
    }
}
