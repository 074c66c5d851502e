package io.redoubt.core.train;

import io.redoubt.api.event.Progress;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears, and stops the run after a number of progress reports. */
public final class RecordingObserver implements TrainingObserver {
    final List<Progress> progress = new ArrayList<>();
    final List<Progress> epochEnds = new ArrayList<>();
    final List<TrainingState> checkpoints = new ArrayList<>();
    private final int reports;

    private RecordingObserver(int reports) {
        this.reports = reports;
    }

    public static RecordingObserver patient() {
        return new RecordingObserver(Integer.MAX_VALUE);
    }

    static RecordingObserver stoppingAfter(int reports) {
        return new RecordingObserver(reports);
    }

    TrainingState lastCheckpoint() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    @Override
    public void progress(Progress next) {
        progress.add(next);
        if (progress.size() >= reports) {
            throw new Stopped();
        }
    }

    @Override
    public void checkpoint(TrainingState state, Progress end) {
        checkpoints.add(state);
        epochEnds.add(end);
    }

    /** The run was asked to stop. */
    static final class Stopped extends RuntimeException {}
}
