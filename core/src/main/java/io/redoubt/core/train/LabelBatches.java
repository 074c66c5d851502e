package io.redoubt.core.train;

import io.redoubt.core.model.Classifier;
import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.ImageSet;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Batches of the downstream task: images and their labels.
 *
 * @param objective the classifier
 * @param augmentation augmentation of training images
 * @param seed seed of the job
 */
record LabelBatches(Classifier objective, BatchAugmentation augmentation, long seed) implements BatchSource {

    @Override
    public int inputsPerImage() {
        return 1;
    }

    @Override
    public int targetsPerImage() {
        return 1;
    }

    @Override
    public long[] training(ImageSet images, int[] indices, long epoch, long step, FloatBuffer into) {
        augmentation.fill(images, indices, seed, epoch, into);
        return labels(images, indices);
    }

    @Override
    public long[] evaluation(ImageSet images, int[] indices, FloatBuffer into) {
        BatchAugmentation.NONE.fill(images, indices, seed, 0, into);
        return labels(images, indices);
    }

    private static long[] labels(ImageSet images, int[] indices) {
        return Arrays.stream(indices).mapToLong(images::label).toArray();
    }
}
