package io.redoubt.data;

import io.redoubt.api.Plural;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Test images that are training images too, pixel by pixel. A model has seen them, so the accuracy on them says nothing
 * about other images.
 *
 * @param images number of test images
 * @param shared test images with the pixels of a training image, whatever their labels
 */
public record TestOverlap(int images, int shared) {

    /** Compares all images by the first 64 bits of a SHA-256. */
    public static TestOverlap of(ImageDataset dataset) {
        ImageDigest digest = new ImageDigest(dataset.train());
        Set<Long> trained = new HashSet<>();
        for (int i = 0; i < dataset.train().size(); i++) {
            trained.add(digest.of(dataset.train(), i));
        }
        int shared = 0;
        for (int i = 0; i < dataset.test().size(); i++) {
            shared += trained.contains(digest.of(dataset.test(), i)) ? 1 : 0;
        }
        return new TestOverlap(dataset.test().size(), shared);
    }

    /** Returns a sentence for the user, or nothing if no test image is a training image. */
    public Optional<String> note() {
        return shared == 0
                ? Optional.empty()
                : Optional.of(shared + " of " + Plural.of(images, "test image")
                        + (shared == 1 ? " has" : " have")
                        + " the pixels of a training image; models learn them, remove them from one of the two");
    }

    /** The digests of images of the same size, one after the other. */
    private static final class ImageDigest {
        private final MessageDigest sha256 = DatasetFile.sha256();
        private final byte[] pixels;

        ImageDigest(ImageSet images) {
            this.pixels = new byte[images.imageBytes()];
        }

        long of(ImageSet images, int index) {
            images.copy(index, pixels, 0);
            return ByteBuffer.wrap(sha256.digest(pixels)).getLong();
        }
    }
}
