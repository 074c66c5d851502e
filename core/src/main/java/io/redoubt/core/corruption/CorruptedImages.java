package io.redoubt.core.corruption;

import io.redoubt.core.corruption.image.FloatImage;
import io.redoubt.data.ImageSet;
import io.redoubt.data.memory.ScratchBuffer;
import java.nio.ByteBuffer;

/** Applies a corruption to an image set. */
public final class CorruptedImages {
    private CorruptedImages() {}

    /**
     * Returns the corrupted images of a set, with the same labels and order. The result for an image depends on its
     * index in the data set, not on the subset that it is passed in.
     *
     * @param images 1 or 3 channels, at least 8x8
     * @param firstIndex index of the first of {@code images} within the data set; the others are consecutive
     * @param severity from 1 to 5
     * @param seed the seed of the job
     * @throws IllegalArgumentException when the number of channels or the size is not supported, or {@code severity} is
     *     out of range
     */
    public static ImageSet of(ImageSet images, long firstIndex, Corruption corruption, int severity, long seed) {
        ByteBuffer pixels = ScratchBuffer.allocate(Math.multiplyExact(images.size(), images.imageBytes()));
        for (int i = 0; i < images.size(); i++) {
            pixels.put(corruption
                    .apply(FloatImage.of(images, i), severity, seed, firstIndex + i)
                    .bytes());
        }
        return new ImageSet(images.channels(), images.height(), images.width(), pixels.flip(), images.labels());
    }
}
