package io.redoubt.core.train;

import io.redoubt.core.model.Objective;
import io.redoubt.core.pretext.PretextTask;
import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.ImageSet;
import io.redoubt.data.random.RandomStream;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Batches of a pretext task: images transformed according to randomly drawn targets. Labels are not used.
 *
 * @param task the pretext task
 * @param objective the network and loss of the task
 * @param augmentation augmentation of training images, applied before the transformation
 * @param seed seed of the job
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
            ImageSet images, BatchAugmentation applied, int[] indices, long epoch, long[] targets, FloatBuffer into) {
        float[] image = new float[images.imageBytes()];
        float[] transformed = new float[inputsPerImage() * images.imageBytes()];
        for (int i = 0; i < indices.length; i++) {
            applied.fill(images, new int[] {indices[i]}, seed, epoch, FloatBuffer.wrap(image));
            int first = i * targetsPerImage();
            long[] imageTargets = Arrays.copyOfRange(targets, first, first + targetsPerImage());
            task.transform(image, images.height(), imageTargets, transformed);
            into.put(transformed);
        }
    }
}
