package io.redoubt.experiment.plan;

import io.redoubt.api.Require;
import io.redoubt.api.job.JobSpec;
import io.redoubt.api.job.Stage;
import java.util.Map;

/**
 * One job of the plan. It becomes a {@link io.redoubt.api.job.Job} when all its inputs exist.
 *
 * @param name name of the node, unique in the plan, such as {@code finetune/rotation/full-adversarial}
 * @param spec spec of the job
 * @param inputs inputs of the job by role
 */
public record PlanNode(String name, JobSpec spec, Map<String, NodeOutput> inputs) {

    /** Ends the names of the nodes that evaluate the weights of the last epoch, to compare them with the best. */
    public static final String LAST_EPOCH = "@last";

    public PlanNode {
        Require.present("name", name);
        Require.present("spec", spec);
        inputs = Map.copyOf(inputs);
    }

    /** Returns the kind of job. */
    public Stage stage() {
        return spec.stage();
    }

    /** Returns whether this is the report, which does without the results of failed jobs. */
    public boolean isReport() {
        return stage() == Stage.REPORT;
    }
}
