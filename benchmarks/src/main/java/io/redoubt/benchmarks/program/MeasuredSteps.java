package io.redoubt.benchmarks.program;

import io.redoubt.api.event.Progress;
import io.redoubt.core.train.TrainingObserver;
import io.redoubt.core.train.TrainingSnapshot;
import io.redoubt.core.train.TrainingState;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** Pauses a training after each repetition until the next request. The first repetition is the warm-up. */
final class MeasuredSteps implements TrainingObserver {
    private static final int LEAST_WARM_UP = 2;

    private final Repetitions requests = new Repetitions();
    private final TrainingWorkload workload;
    private boolean warm;
    private int left;
    private long started;

    MeasuredSteps(TrainingWorkload workload) {
        this.workload = workload;
        left = Math.max(LEAST_WARM_UP, workload.steps());
    }

    /** Runs a training that reports to this observer, until there are no more requests. */
    void observe(Runnable training) {
        try {
            training.run();
        } catch (CancellationException finished) {
            return;
        }
        throw new IllegalStateException("the training ended before the requests; use more images");
    }

    @Override
    public void progress(Progress progress, TrainingSnapshot snapshot) {
        left--;
        if (left > 0) {
            return;
        }
        if (warm) {
            requests.answer(started, Map.of("images", workload.steps() * workload.batch()));
        } else {
            requests.ready();
            warm = true;
        }
        if (!requests.await()) {
            throw new CancellationException();
        }
        left = workload.steps();
        started = System.nanoTime();
    }

    @Override
    public void checkpoint(TrainingState state, Progress progress) {
        throw new IllegalStateException("an epoch ended during the measurement; use more images");
    }
}
