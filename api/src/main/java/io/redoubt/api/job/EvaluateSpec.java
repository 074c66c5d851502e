package io.redoubt.api.job;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.Threat;
import java.util.List;

/**
 * Accuracy of one model on clean test images and on stored adversarial examples, recomputed in an independent pass that
 * also checks radius and range. Inputs: {@code model} and, for every attack and shard,
 * {@code examples/<attack>/<from>-<to>}. Result: {@code scores.json}.
 *
 * @param dataset images and labels
 * @param threat the ball the examples must lie in
 * @param attacks the attacks
 * @param images how many test images, from the first
 */
public record EvaluateSpec(DatasetRef dataset, Threat threat, List<AttackName> attacks, int images) implements JobSpec {

    /** Role of the input that holds the model. */
    public static final String MODEL = "model";

    /** Role of the inputs that hold adversarial examples begins so. */
    public static final String EXAMPLES = "examples/";

    public EvaluateSpec {
        Require.present("dataset", dataset);
        Require.present("threat", threat);
        attacks = List.copyOf(Require.present("attacks", attacks));
        if (images < 1) {
            throw new InvalidFieldException("images", images + " is out of range; use 1 or more");
        }
    }

    /** Role of the examples of one attack and shard. */
    public static String examplesRole(AttackName attack, int from, int to) {
        return EXAMPLES + attack + "/" + from + "-" + to;
    }

    @Override
    public Stage stage() {
        return Stage.EVALUATE;
    }
}
