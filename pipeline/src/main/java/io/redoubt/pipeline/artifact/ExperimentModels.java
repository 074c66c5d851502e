package io.redoubt.pipeline.artifact;

import io.redoubt.api.Ids;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.NearestName;
import io.redoubt.api.event.ExperimentStatus;
import io.redoubt.api.event.ExperimentStatus.JobStatus;
import io.redoubt.api.event.JobState;
import io.redoubt.api.job.Artifact;
import io.redoubt.api.job.Stage;
import io.redoubt.pipeline.store.ObjectStore;
import java.util.List;
import java.util.Optional;

/** Finds the stored models of an experiment by the names in its report. */
public final class ExperimentModels {

    private static final String SUBJECT = "SUBJECT";
    private static final String FINETUNE = "finetune/";
    private static final String EVALUATE = "evaluate/";

    private final ExperimentStatus status;

    public ExperimentModels(ExperimentStatus status) {
        this.status = status;
    }

    /**
     * Returns a file of a fine-tuned model.
     *
     * @param subject name of the model, such as {@code rotation/full-adversarial}
     * @param file name of the file in the result of the job
     * @throws InvalidFieldException if the experiment has no such model
     * @throws IllegalStateException if it is not stored
     */
    public Artifact find(ObjectStore store, String subject, String file) {
        JobStatus job = named(FINETUNE + subject).orElseThrow(() -> unknown(subject));
        if (job.state() != JobState.SUCCEEDED) {
            throw new IllegalStateException(job.node() + " is " + job.state().wireName()
                    + "; its model is stored when it has succeeded, see `redoubt status " + status.experiment() + "`");
        }
        return new Results(store)
                .intact(job.fingerprint())
                .orElseThrow(() -> new IllegalStateException("the result of " + job.node()
                        + " is no longer in the store; submit the request again to compute it"))
                .part(file);
    }

    private Optional<JobStatus> named(String node) {
        return status.jobs().stream().filter(job -> job.node().equals(node)).findFirst();
    }

    private InvalidFieldException unknown(String subject) {
        if (named(EVALUATE + subject).isPresent()) {
            return new InvalidFieldException(
                    SUBJECT, Ids.quote(subject) + " is an ensemble, which has no file; get its members one by one");
        }
        List<String> subjects = status.jobs().stream()
                .filter(job -> job.stage() == Stage.FINETUNE)
                .map(job -> job.node().substring(FINETUNE.length()))
                .toList();
        return new InvalidFieldException(
                SUBJECT,
                Ids.quote(subject) + " is not a model of " + status.experiment()
                        + NearestName.of(subject, subjects)
                                .map(nearest -> "; did you mean " + nearest + "? Use one of ")
                                .orElse("; use one of ")
                        + String.join(", ", subjects));
    }
}
