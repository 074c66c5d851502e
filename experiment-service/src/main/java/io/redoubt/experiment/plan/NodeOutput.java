package io.redoubt.experiment.plan;

import io.redoubt.api.Require;
import io.redoubt.api.job.ResultFileNames;

/**
 * A reference to a file of a future result of a node.
 *
 * @param node name of the node
 * @param part name of the file in the result of that node
 */
public record NodeOutput(String node, String part) {

    public NodeOutput {
        Require.present("node", node);
        Require.present("part", part);
    }

    /** Returns the pretrained trunk, or the fine-tuned model of the best epoch. */
    static NodeOutput model(String node) {
        return new NodeOutput(node, ResultFileNames.MODEL);
    }

    /** Returns the fine-tuned model of the last epoch. */
    static NodeOutput last(String node) {
        return new NodeOutput(node, ResultFileNames.LAST_MODEL);
    }

    /** Returns the metrics of every epoch. */
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
