package io.redoubt.attack;

import io.redoubt.api.event.Progress;
import io.redoubt.core.attack.AttackObserver;
import io.redoubt.core.attack.AttackState;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobContext;
import java.util.Optional;

/** Tells the pipeline of an attack's progress and lets it keep its states: an attack is one epoch of searches. */
record JobObserver(JobContext context) implements AttackObserver {

    @Override
    public void progress(Progress progress, Optional<AttackState> state) {
        if (state.isEmpty()) {
            context.progress(progress);
            return;
        }
        AttackState kept = state.get();
        context.progress(progress, new CheckpointPosition(0, kept.searches()), kept::write);
    }
}
