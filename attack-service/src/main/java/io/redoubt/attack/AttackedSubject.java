package io.redoubt.attack;

import io.redoubt.api.job.ModelInputs;
import io.redoubt.api.job.ResultManifest;
import io.redoubt.core.attack.LoadedModel;
import io.redoubt.core.attack.PassCounts;
import io.redoubt.core.data.ImageShape;
import io.redoubt.core.model.EvaluationSubject;
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
record AttackedSubject(LoadedModel logits, int networks) implements AutoCloseable {

    /** Loads the subject, by {@link ModelInputs}. */
    static AttackedSubject of(JobContext context, ImageShape shape) throws IOException {
        EvaluationSubject subject = read(context);
        return new AttackedSubject(
                new LoadedModel(subject.classifier(), subject.weights(), shape),
                subject.members().size());
    }

    /** Reads the subject, by {@link ModelInputs}. */
    static EvaluationSubject read(JobContext context) throws IOException {
        return EvaluationSubject.read(
                ModelInputs.in(context.roles()).stream().map(context::input).toList());
    }

    /** The cost of a job, a pass through each member of an ensemble being one. */
    Map<String, Double> metrics(PassCounts passes) {
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
