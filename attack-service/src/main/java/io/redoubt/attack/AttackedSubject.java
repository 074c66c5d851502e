package io.redoubt.attack;

import io.redoubt.api.job.ModelRoles;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.core.attack.Passes;
import io.redoubt.core.attack.ScriptedLogits;
import io.redoubt.core.data.ImageShape;
import io.redoubt.core.model.Subject;
import io.redoubt.pipeline.job.JobContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The subject among a job's inputs, loaded to be attacked. Closing it frees the engine's memory.
 *
 * @param logits the function
 * @param networks how many networks an image is sent through
 */
record AttackedSubject(ScriptedLogits logits, int networks) implements AutoCloseable {

    /** Loads the subject, by {@link ModelRoles}. */
    static AttackedSubject of(JobContext context, ImageShape shape) throws IOException {
        Subject subject = read(context);
        return new AttackedSubject(
                new ScriptedLogits(subject.classifier(), subject.weights(), shape),
                subject.members().size());
    }

    /** Reads the subject, by {@link ModelRoles}. */
    static Subject read(JobContext context) throws IOException {
        return Subject.read(
                ModelRoles.in(context.roles()).stream().map(context::input).toList());
    }

    /** The cost of a job, a pass through each member of an ensemble being one. */
    Map<String, Double> metrics(Passes passes) {
        Map<String, Double> metrics = new HashMap<>();
        metrics.put(ResultManifest.FORWARD_PASSES, (double) passes.forward() * networks);
        metrics.put(ResultManifest.BACKWARD_PASSES, (double) passes.backward() * networks);
        return metrics;
    }

    @Override
    public void close() {
        logits.close();
    }
}
