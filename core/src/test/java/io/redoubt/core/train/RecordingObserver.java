package io.redoubt.core.train;

import io.redoubt.api.event.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * Records progress, checkpoints and, if configured, the state at each step. Optionally stops the run after a number of
 * steps.
 */
public final class RecordingObserver implements TrainingObserver {
    final List<Progress> progress = new ArrayList<>();
    final List<Progress> epochEnds = new ArrayList<>();
    final List<TrainingState> checkpoints = new ArrayList<>();
    /** Copies of the state taken during the run. */
    final List<TrainingState> states = new ArrayList<>();

    private final int reports;
    private final boolean copiesStates;

    private RecordingObserver(int reports, boolean copiesStates) {
        this.reports = reports;
        this.copiesStates = copiesStates;
    }

    /** Returns an observer that neither copies the state nor stops the run. */
    public static RecordingObserver uninterrupted() {
        return new RecordingObserver(Integer.MAX_VALUE, false);
    }

    /** Returns an observer that copies the state at every progress report. */
    static RecordingObserver copyingStates() {
        return new RecordingObserver(Integer.MAX_VALUE, true);
    }

    /** Returns an observer that copies the state at a progress report and then stops the run. */
    static RecordingObserver stoppingAfter(int reports) {
        return new RecordingObserver(reports, false);
    }

    TrainingState lastCheckpoint() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    TrainingState lastState() {
        return states.get(states.size() - 1);
    }

    @Override
    public void progress(Progress current, TrainingSnapshot snapshot) {
        progress.add(current);
        boolean stop = progress.size() >= reports;
        if (copiesStates || stop) {
            states.add(snapshot.state());
        }
        if (stop) {
            throw new Stopped();
        }
    }

    @Override
    public void checkpoint(TrainingState state, Progress end) {
        checkpoints.add(state);
        epochEnds.add(end);
    }

    /** Thrown to stop the run. */
    static final class Stopped extends RuntimeException {}
}
