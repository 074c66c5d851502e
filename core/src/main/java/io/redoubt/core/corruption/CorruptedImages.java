package io.redoubt.core.corruption;

import io.redoubt.core.data.ImageSet;
import java.nio.ByteBuffer;

/** Corrupts whole sets of images. */
public final class CorruptedImages {
    private CorruptedImages() {}

    /**
     * The images of a set, each corrupted; labels and order stay. An image gets the same whatever set it comes in, as
     * long as {@code firstIndex} tells where in the data set that one begins.
     *
     * @param images 1 or 3 channels, at least 8x8
     * @param firstIndex index within the data set of the first of {@code images}; the others follow it
     * @param severity from 1 to 5
     * @param seed the seed of the job
     * @throws IllegalArgumentException when the images do not fit or {@code severity} is out of range
     */
    public static ImageSet of(ImageSet images, long firstIndex, Corruption corruption, int severity, long seed) {
        ByteBuffer pixels = ByteBuffer.allocate(Math.multiplyExact(images.size(), images.imageBytes()));
        for (int i = 0; i < images.size(); i++) {
            pixels.put(corruption
                    .apply(FloatImage.of(images, i), severity, seed, firstIndex + i)
                    .bytes());
        }
        return new ImageSet(images.channels(), images.height(), images.width(), pixels.flip(), images.labels());
    }
}
