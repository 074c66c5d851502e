package io.redoubt.core.train;

import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.ImageSet;
import io.redoubt.data.random.Seeds;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Divides a sequence of images into batches and uploads them to the device.
 *
 * @param plan the task, the batch size and the seed
 * @param images the training images
 * @param joinsSingle whether a last batch of a single image joins the batch before
 */
record BatchLoader(TrainingPlan plan, ImageSet images, boolean joinsSingle) {

    /** Creates a loader that leaves a last batch of a single image as it is. */
    BatchLoader(TrainingPlan plan, ImageSet images) {
        this(plan, images, false);
    }

    /** Returns the number of batches for a number of images; the last batch may be smaller. */
    int steps(int count) {
        int batch = plan.recipe().batch();
        return count / batch + (count % batch > (joinsSingle ? 1 : 0) ? 1 : 0);
    }

    /** Returns the image indices of a zero-based step. */
    int[] indices(int[] order, int step) {
        int batch = plan.recipe().batch();
        int end = step + 1 == steps(order.length) ? order.length : (step + 1) * batch;
        return Arrays.copyOfRange(order, step * batch, end);
    }

    /**
     * Prepares an augmented training batch in the memory of the JVM.
     *
     * @param into receives the images, of {@link #shape}
     * @return the targets
     */
    long[] fill(int[] indices, int epoch, int step, FloatBuffer into) {
        return plan.batches().training(images, indices, epoch, step, into);
    }

    /** Returns a training batch, augmented. */
    Batch training(ScriptStep call, int[] indices, int epoch, int step) {
        long[][] targets = new long[1][];
        DeviceTensor x = call.floats(shape(indices.length), into -> targets[0] = fill(indices, epoch, step, into));
        return batch(call, x, targets[0]);
    }

    /** Returns an evaluation batch, not augmented. */
    Batch evaluation(ScriptStep call, int[] indices) {
        long[][] targets = new long[1][];
        DeviceTensor x = call.floats(
                shape(indices.length), into -> targets[0] = plan.batches().evaluation(images, indices, into));
        return batch(call, x, targets[0]);
    }

    /** Uploads the targets of images on the device. */
    Batch batch(ScriptStep call, DeviceTensor x, long[] targets) {
        int perImage = plan.batches().targetsPerImage();
        int count = targets.length / perImage;
        return new Batch(x, perImage == 1 ? call.longs(targets, count) : call.longs(targets, count, perImage));
    }

    /** Returns one attack seed per image. */
    long[] seeds(int[] indices, int epoch, String purpose) {
        return Arrays.stream(indices)
                .mapToLong(index -> Seeds.derive(plan.seed(), epoch, index, purpose))
                .toArray();
    }

    /** Returns the shape (B,I*C,H,W) of a batch of {@code count} images. */
    long[] shape(int count) {
        int channels = plan.batches().inputsPerImage() * images.channels();
        return new long[] {count, channels, images.height(), images.width()};
    }
}
