package io.redoubt.pipeline.job;

import io.redoubt.api.event.Progress;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.testkit.BoundedWait;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** An epoch of a {@link CountingWork} that lasts until its job is stopped. */
final class EndlessEpoch implements CountingWork.Step {

    private static final Progress PROGRESS = new Progress("wait", 2, 3, 0, 0, 0, 0, Map.of());

    private final CountDownLatch begun = new CountDownLatch(1);
    private final int epoch;
    private final Optional<CheckpointPosition> position;

    private EndlessEpoch(int epoch, Optional<CheckpointPosition> position) {
        this.epoch = epoch;
        this.position = position;
    }

    EndlessEpoch(int epoch) {
        this(epoch, Optional.empty());
    }

    /** An epoch that can be resumed from a position, with the state after epoch 1. */
    EndlessEpoch(int epoch, CheckpointPosition position) {
        this(epoch, Optional.of(position));
    }

    @Override
    public void before(int next, JobContext context) {
        if (next == epoch) {
            begun.countDown();
            while (true) {
                position.ifPresentOrElse(
                        resumable -> context.progress(PROGRESS, resumable, file -> Files.writeString(file, "1")),
                        () -> context.progress(PROGRESS));
                Thread.onSpinWait();
            }
        }
    }

    void awaitBegin() {
        BoundedWait.on(begun);
    }
}
