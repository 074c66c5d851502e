package io.redoubt.experiment.plan;

import io.redoubt.api.Require;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.Stage;
import java.util.Map;

/**
 * One job of the plan; it becomes a {@link io.redoubt.api.job.Job} once the artifacts behind its inputs exist.
 *
 * @param name its place in the graph, such as {@code finetune/rotation/full-adversarial}
 * @param spec what to do
 * @param inputs by role, what it is done on
 */
public record PlanNode(String name, JobSpec spec, Map<String, NodeOutput> inputs) {

    public PlanNode {
        Require.present("name", name);
        Require.present("spec", spec);
        inputs = Map.copyOf(inputs);
    }

    /** The kind of job. */
    public Stage stage() {
        return spec.stage();
    }
}
