package io.redoubt.core.train;

import io.redoubt.api.event.Progress;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it hears, asks for the state or does not, and stops the run after a number of progress reports. */
public final class RecordingObserver implements TrainingObserver {
    final List<Progress> progress = new ArrayList<>();
    final List<Progress> epochEnds = new ArrayList<>();
    final List<TrainingState> checkpoints = new ArrayList<>();
    /** The states that were asked for. */
    final List<TrainingState> moments = new ArrayList<>();

    private final int reports;
    private final boolean asks;

    private RecordingObserver(int reports, boolean asks) {
        this.reports = reports;
        this.asks = asks;
    }

    public static RecordingObserver patient() {
        return new RecordingObserver(Integer.MAX_VALUE, false);
    }

    /** Asks for the state at every report. */
    static RecordingObserver asking() {
        return new RecordingObserver(Integer.MAX_VALUE, true);
    }

    /** Asks for the state once, when it stops the run. */
    static RecordingObserver stoppingAfter(int reports) {
        return new RecordingObserver(reports, false);
    }

    TrainingState lastCheckpoint() {
        return checkpoints.get(checkpoints.size() - 1);
    }

    TrainingState lastMoment() {
        return moments.get(moments.size() - 1);
    }

    @Override
    public void progress(Progress next, TrainingSnapshot moment) {
        progress.add(next);
        boolean stops = progress.size() >= reports;
        if (asks || stops) {
            moments.add(moment.state());
        }
        if (stops) {
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
