package io.redoubt.benchmarks.program;

import io.redoubt.api.Digests;
import io.redoubt.api.SchemaVersion;
import io.redoubt.api.event.Progress;
import io.redoubt.api.training.AugmentationPolicy;
import io.redoubt.benchmarks.data.RandomImages;
import io.redoubt.benchmarks.deployment.Deployment;
import io.redoubt.core.train.FineTuning;
import io.redoubt.core.train.TrainingObserver;
import io.redoubt.core.train.TrainingSnapshot;
import io.redoubt.core.train.TrainingState;
import io.redoubt.pipeline.artifact.CheckpointManifest;
import io.redoubt.pipeline.artifact.Checkpoints;
import io.redoubt.pipeline.artifact.Claims;
import io.redoubt.pipeline.artifact.HeldClaim;
import io.redoubt.pipeline.store.MinioObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * Commits the state of a training after its second step to the store, and reads it again, as a job does that is
 * interrupted. Answers {@code mb} of the state and the seconds {@code write} and {@code read}.
 */
public final class CheckpointProgram implements TrainingObserver {
    private static final int MEASURED_STEP = 2;
    private static final String FINGERPRINT = "ab".repeat(32);
    private static final double BYTES_PER_MB = 1e6;
    private static final double NANOS = 1e9;

    private final Repetitions requests = new Repetitions();
    private final Path folder;
    private final Checkpoints checkpoints;
    private final HeldClaim claim;
    private int steps;
    private int epoch;

    private CheckpointProgram(MinioObjectStore store, Path folder) {
        this.folder = folder;
        checkpoints = new Checkpoints(store);
        claim = new Claims(store, Clock.systemUTC(), Duration.ofMinutes(1), "benchmark")
                .take(FINGERPRINT, "benchmark")
                .orElseThrow();
    }

    /** @param arguments the folder of the repository, and then those of a {@link TrainingWorkload} */
    public static void main(String[] arguments) {
        TrainingWorkload work = TrainingWorkload.parse(List.of(arguments).subList(1, arguments.length));
        FineTuning training = new FineTuning(
                TrainingSettings.finetune(
                        work.model(), TrainingSettings.recipe(1, work.batch(), 1, AugmentationPolicy.CROP_FLIP)),
                RandomImages.colour());
        try (Deployment deployment = new Deployment(Path.of(arguments[0]));
                MinioObjectStore store = deployment.openStore()) {
            CheckpointProgram program = new CheckpointProgram(store, deployment.folder());
            try {
                training.run(training.start(training.initialWeights()), program);
            } catch (CancellationException finished) {
                return;
            }
        }
        throw new IllegalStateException("the training ended before the measurement");
    }

    @Override
    public void progress(Progress progress, TrainingSnapshot snapshot) {
        if (++steps == MEASURED_STEP) {
            try {
                requests.serve(() -> repeat(snapshot));
            } catch (Exception e) {
                throw new IllegalStateException("the checkpoint was not measured", e);
            }
            throw new CancellationException();
        }
    }

    private Map<String, Double> repeat(TrainingSnapshot snapshot) throws IOException {
        long begin = System.nanoTime();
        long bytes = write(snapshot);
        long written = System.nanoTime();
        read();
        long end = System.nanoTime();
        return Map.of("mb", bytes / BYTES_PER_MB, "write", (written - begin) / NANOS, "read", (end - written) / NANOS);
    }

    private long write(TrainingSnapshot snapshot) throws IOException {
        Path file = folder.resolve("state.safetensors");
        snapshot.state().write(file);
        long bytes = Files.size(file);
        checkpoints.commit(
                file,
                new CheckpointManifest(
                        SchemaVersion.VERSION,
                        FINGERPRINT,
                        ++epoch,
                        0,
                        Digests.sha256(file),
                        bytes,
                        0,
                        0,
                        Clock.systemUTC().instant(),
                        "benchmark"),
                claim);
        Files.delete(file);
        return bytes;
    }

    private void read() throws IOException {
        Path state = checkpoints
                .latest(FINGERPRINT, folder, corrupt -> {
                    throw new UncheckedIOException(new IOException(corrupt));
                })
                .orElseThrow()
                .state();
        TrainingState.read(state);
        Files.delete(state);
    }

    @Override
    public void checkpoint(TrainingState state, Progress progress) {
        throw new IllegalStateException("an epoch ended during the measurement; use more images");
    }
}
