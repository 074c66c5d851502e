package io.redoubt.core.train;

import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.ScriptStep;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Prepares the images, targets and noise of each training batch on a thread of its own while the device works on the batch
 * before. A batch is a function of the seed, the epoch and the step, so its bytes do not depend on the thread.
 */
final class BatchPrefetcher implements AutoCloseable {
    private final BatchLoader loader;
    private final Optional<TrainingAdversary> randomAdversary;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread created = new Thread(task, "batch-preparation");
        created.setDaemon(true);
        return created;
    });

    /** The next batch of the epoch; its buffers are reused once the batch has been uploaded. */
    private Optional<CompletableFuture<PreparedBatch>> next = Optional.empty();

    private FloatBuffer imageBuffer = FloatBuffer.allocate(0);
    private FloatBuffer noiseBuffer = FloatBuffer.allocate(0);

    private record PreparedBatch(long[] shape, FloatBuffer images, long[] targets, Optional<FloatBuffer> noise) {}

    /** @param adversary the adversary of the training, if it has one */
    BatchPrefetcher(BatchLoader loader, Optional<TrainingAdversary> adversary) {
        this.loader = loader;
        randomAdversary = adversary.filter(TrainingAdversary::startsRandomly);
    }

    /**
     * Uploads the batch of a step and begins to prepare the batch after it. Steps are taken in order.
     *
     * @param order the image indices of the epoch
     * @throws RuntimeException when the images cannot be read
     */
    TrainingBatch next(ScriptStep call, int[] order, int epoch, int step) {
        PreparedBatch prepared = next.map(BatchPrefetcher::await).orElseGet(() -> prepare(order, epoch, step));
        DeviceTensor x = call.floats(prepared.shape, into -> into.put(prepared.images));
        DeviceTensor noise = prepared.noise
                .map(values -> call.floats(prepared.shape, into -> into.put(values)))
                .orElse(x);
        next = step + 1 < loader.steps(order.length)
                ? Optional.of(CompletableFuture.supplyAsync(() -> prepare(order, epoch, step + 1), thread))
                : Optional.empty();
        return new TrainingBatch(loader.batch(call, x, prepared.targets), noise);
    }

    private PreparedBatch prepare(int[] order, int epoch, int step) {
        int[] indices = loader.indices(order, step);
        long[] shape = loader.shape(indices.length);
        imageBuffer = empty(imageBuffer, shape);
        long[] targets = loader.fill(indices, epoch, step, imageBuffer);
        Optional<FloatBuffer> noise = randomAdversary.map(adversary -> {
            noiseBuffer = empty(noiseBuffer, shape);
            adversary.fillNoise(loader.seeds(indices, epoch, "attack"), noiseBuffer);
            return noiseBuffer.flip();
        });
        return new PreparedBatch(shape, imageBuffer.flip(), targets, noise);
    }

    private static FloatBuffer empty(FloatBuffer buffer, long[] shape) {
        int elements = Math.toIntExact(shape[0] * shape[1] * shape[2] * shape[3]);
        return buffer.capacity() < elements
                ? FloatBuffer.allocate(elements)
                : buffer.clear().limit(elements);
    }

    private static PreparedBatch await(CompletableFuture<PreparedBatch> batch) {
        try {
            return batch.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits for the preparation in progress, because the images may be closed after this. */
    @Override
    public void close() {
        thread.shutdown();
        next.ifPresent(batch -> batch.handle((prepared, failure) -> prepared).join());
    }
}
