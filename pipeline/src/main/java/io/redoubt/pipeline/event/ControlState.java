package io.redoubt.pipeline.event;

import io.redoubt.api.event.ControlCommand;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The effect of the control commands that have been read so far. Safe for use by several threads. */
public final class ControlState implements ExperimentControl {

    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> paused = ConcurrentHashMap.newKeySet();

    /** Applies the next command of {@code redoubt.control}. */
    public void apply(ControlCommand command) {
        switch (command.action()) {
            case CANCEL -> cancelled.add(command.experiment());
            case PAUSE -> paused.add(command.experiment());
            case RESUME -> {
                cancelled.remove(command.experiment());
                paused.remove(command.experiment());
            }
            // A cancelled experiment stays cancelled: its jobs may still be queued.
            case FORGET -> paused.remove(command.experiment());
        }
    }

    @Override
    public boolean isCancelled(String experiment) {
        return cancelled.contains(experiment);
    }

    @Override
    public boolean isPaused(String experiment) {
        return paused.contains(experiment);
    }
}
