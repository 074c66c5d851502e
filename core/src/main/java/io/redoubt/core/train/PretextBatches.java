package io.redoubt.core.train;

import io.redoubt.core.data.BatchAugmentation;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.model.Objective;
import io.redoubt.core.pretext.PretextTask;
import io.redoubt.core.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A pretext task: images transformed as their drawn targets say; labels are not used.
 *
 * @param task what is asked
 * @param objective the task's network
 * @param augmentation how training images are varied before the transformation
 * @param seed of the job
 */
record PretextBatches(PretextTask task, Objective objective, BatchAugmentation augmentation, long seed)
        implements BatchSource {

    @Override
    public int inputsPerImage() {
        return task.inputsPerImage();
    }

    @Override
    public int targetsPerImage() {
        return task.targetsPerImage();
    }

    @Override
    public long[] training(ImageSet images, int[] indices, long epoch, long step, FloatBuffer into) {
        long[] targets = task.drawTargets(indices.length, RandomStream.of(seed, epoch, step, "pretext"));
        transform(images, augmentation, indices, epoch, targets, into);
        return targets;
    }

    @Override
    public long[] evaluation(ImageSet images, int[] indices, FloatBuffer into) {
        long[] targets = Arrays.stream(indices)
                .mapToObj(index -> task.drawTargets(1, RandomStream.of(seed, 0, index, "pretext evaluation")))
                .flatMapToLong(Arrays::stream)
                .toArray();
        transform(images, BatchAugmentation.NONE, indices, 0, targets, into);
        return targets;
    }

    private void transform(
            ImageSet images, BatchAugmentation variation, int[] indices, long epoch, long[] targets, FloatBuffer into) {
        float[] image = new float[images.imageBytes()];
        float[] transformed = new float[inputsPerImage() * images.imageBytes()];
        for (int i = 0; i < indices.length; i++) {
            variation.fill(images, new int[] {indices[i]}, seed, epoch, FloatBuffer.wrap(image));
            int first = i * targetsPerImage();
            long[] own = Arrays.copyOfRange(targets, first, first + targetsPerImage());
            task.transform(image, images.height(), own, transformed);
            into.put(transformed);
        }
    }
}
