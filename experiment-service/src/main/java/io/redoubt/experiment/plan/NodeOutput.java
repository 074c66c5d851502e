package io.redoubt.experiment.plan;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultFileNames;

/**
 * A part of what a node of the plan will make.
 *
 * @param node name of the node
 * @param part name of the part in that node's result
 */
public record NodeOutput(String node, String part) {

    public NodeOutput {
        Require.present("node", node);
        Require.present("part", part);
    }

    /** The pretrained trunk, or the fine-tuned model of the best epoch. */
    static NodeOutput model(String node) {
        return new NodeOutput(node, ResultFileNames.MODEL);
    }

    /** The fine-tuned model of the last epoch. */
    static NodeOutput last(String node) {
        return new NodeOutput(node, ResultFileNames.LAST_MODEL);
    }

    /** The figures of every epoch. */
    static NodeOutput history(String node) {
        return new NodeOutput(node, ResultFileNames.HISTORY);
    }

    static NodeOutput examples(String node) {
        return new NodeOutput(node, ResultFileNames.EXAMPLES);
    }

    static NodeOutput corruptions(String node) {
        return new NodeOutput(node, ResultFileNames.CORRUPTIONS);
    }

    static NodeOutput diagnosis(String node) {
        return new NodeOutput(node, ResultFileNames.DIAGNOSIS);
    }

    static NodeOutput scores(String node) {
        return new NodeOutput(node, ResultFileNames.SCORES);
    }

    static NodeOutput transfer(String node) {
        return new NodeOutput(node, ResultFileNames.TRANSFER);
    }
}
