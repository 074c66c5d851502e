package io.redoubt.pretrain;

import io.redoubt.api.event.Progress;
import io.redoubt.core.train.TrainingObserver;
import io.redoubt.core.train.TrainingSnapshot;
import io.redoubt.core.train.TrainingState;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobContext;

/** Tells the pipeline of a training's progress and keeps its checkpoints. */
record JobObserver(JobContext context) implements TrainingObserver {

    @Override
    public void progress(Progress progress, TrainingSnapshot moment) {
        context.progress(progress, new CheckpointPosition(moment.epochs(), moment.steps()), file -> moment.state()
                .write(file));
    }

    @Override
    public void checkpoint(TrainingState state, Progress progress) {
        context.checkpoint(state.epochs(), progress, state::write);
    }
}
