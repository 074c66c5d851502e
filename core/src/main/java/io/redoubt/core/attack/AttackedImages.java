package io.redoubt.core.attack;

import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.data.ImageShape;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The images of a run. Only the images that are being attacked are in the heap; of the others, only their logits. */
final class AttackedImages {
    private final IntFunction<AttackedImage> images;
    private final BestPoints best;
    private final int[] labels;
    private final boolean[] cleanCorrect;
    private final boolean[] fooled;

    /**
     * @param images creates an image, counted from 0
     * @param labels the label of each
     */
    AttackedImages(ImageShape shape, int[] labels, IntFunction<AttackedImage> images) {
        this.images = images;
        this.labels = labels.clone();
        best = new BestPoints(shape, labels.length);
        cleanCorrect = new boolean[labels.length];
        fooled = new boolean[labels.length];
    }

    int size() {
        return labels.length;
    }

    BestPoints best() {
        return best;
    }

    /** Returns an image with its best point so far. */
    AttackedImage load(int index) {
        AttackedImage image = images.apply(index);
        best.get(index).ifPresent(image::restore);
        return image;
    }

    /** Keeps the best point of an image. */
    void store(int index, AttackedImage image) {
        best.set(index, image.bestPoint());
        cleanCorrect[index] = image.cleanCorrect();
        fooled[index] = image.fooled();
    }

    /** Continues from the best points of an earlier run. */
    void restore(BestPoints earlier) {
        for (int i = 0; i < size(); i++) {
            AttackedImage image = images.apply(i);
            image.restore(earlier.get(i).orElseThrow());
            store(i, image);
        }
    }

    /** Whether the clean image is classified correctly. */
    boolean cleanCorrect(int index) {
        return cleanCorrect[index];
    }

    boolean fooled(int index) {
        return fooled[index];
    }

    /** Returns the pixels of the best points, or of the clean images where no point was offered: float32 (N,C,H,W). */
    ByteBuffer points() {
        for (int i = 0; i < size(); i++) {
            if (best.logits(i).isEmpty()) {
                best.setPixels(i, images.apply(i).clean());
            }
        }
        return best.pixels(IntStream.range(0, size()).boxed().toList());
    }

    long[] labels() {
        return IntStream.of(labels).asLongStream().toArray();
    }

    /** Returns the class predicted for each best point. */
    long[] predicted() {
        return IntStream.range(0, size())
                .mapToLong(i -> best.logits(i).map(Logits::argmax).orElse(labels[i]))
                .toArray();
    }
}
