package io.redoubt.experiment.overview;

import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Stage;
import io.redoubt.experiment.view.EpochPoint;
import java.util.List;

/**
 * The learning curve of one training job.
 *
 * @param node name of the job
 * @param stage pretraining or fine-tuning
 * @param state state of the job
 * @param epochs the finished epochs
 */
public record Curve(String node, Stage stage, JobState state, List<EpochPoint> epochs) {

    public Curve {
        epochs = List.copyOf(epochs);
    }
}
