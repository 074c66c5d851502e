package io.redoubt.experiment.ui;

import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.experiment.rest.Deletion;
import java.util.List;
import java.util.Optional;

/**
 * The page that asks before experiments are deleted, and then says what was deleted.
 *
 * @param experiments the experiments to delete; empty once they are deleted
 * @param problems why others that the reader has selected cannot be deleted
 * @param deletion what will be deleted, or was deleted; empty if there is nothing to delete
 */
public record DeleteModel(List<ExperimentStatus> experiments, List<String> problems, Optional<Deletion> deletion) {

    public DeleteModel {
        experiments = List.copyOf(experiments);
        problems = List.copyOf(problems);
    }

    /** Returns whether the experiments are deleted already. */
    public boolean isDone() {
        return deletion.filter(known -> !known.dryRun()).isPresent();
    }
}
