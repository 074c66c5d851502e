package io.redoubt.worker;

import io.redoubt.api.event.Progress;
import io.redoubt.api.job.ResultFileNames;
import io.redoubt.core.train.TrainingObserver;
import io.redoubt.core.train.TrainingSnapshot;
import io.redoubt.core.train.TrainingState;
import io.redoubt.pipeline.artifact.CheckpointPosition;
import io.redoubt.pipeline.job.JobContext;
import io.redoubt.pipeline.job.JobResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training job: reports progress, writes checkpoints, and resumes from the latest one.
 *
 * @param context context of the job
 */
public record TrainingJob(JobContext context) implements TrainingObserver {

    /** Returns the state of the latest checkpoint, if there is one. */
    public Optional<TrainingState> latestState() throws IOException {
        Optional<Path> checkpoint = context.latestCheckpoint();
        return checkpoint.isPresent() ? Optional.of(TrainingState.read(checkpoint.get())) : Optional.empty();
    }

    @Override
    public void progress(Progress progress, TrainingSnapshot snapshot) {
        CheckpointPosition position = new CheckpointPosition(snapshot.epochs(), snapshot.steps());
        context.progress(progress, position, file -> snapshot.state().write(file));
    }

    @Override
    public void checkpoint(TrainingState state, Progress progress) {
        context.checkpoint(state.epochs(), progress, state::write);
    }

    /** Returns the result of a finished training: the given metrics, the given parts and the history. */
    public JobResult result(TrainingState end, Map<String, Double> metrics, List<Path> parts) throws IOException {
        List<Path> all = new ArrayList<>(parts);
        all.add(ScratchFiles.writeJson(context, ResultFileNames.HISTORY, end.records()));
        return JobResult.of(metrics, all.toArray(Path[]::new));
    }
}
