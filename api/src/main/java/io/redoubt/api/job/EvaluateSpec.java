package io.redoubt.api.job;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.Topics;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Threat;
import java.util.List;
import java.util.Set;

/**
 * Accuracy of one model or ensemble on clean test images and on stored adversarial examples, recomputed in an independent
 * pass that also checks radius and range. Inputs: the subject, by {@link InputRoles}, and for every attack and shard
 * {@code examples/<attack>/<from>-<to>}. Result: {@code scores.json}.
 *
 * @param dataset images and labels
 * @param threat the perturbation set that must contain the examples
 * @param attacks the attacks
 * @param images number of test images, starting with the first
 */
public record EvaluateSpec(DatasetRef dataset, Threat threat, List<AttackName> attacks, int images) implements JobSpec {

    public EvaluateSpec {
        Require.present("dataset", dataset);
        Require.present("threat", threat);
        attacks = List.copyOf(Require.present("attacks", attacks));
        if (images < 1) {
            throw new InvalidFieldException("images", images + " is out of range; use 1 or more");
        }
    }

    /**
     * The shards of one attack among a job's inputs, in the order of the images.
     *
     * @throws InvalidFieldException if together they are not the images 0 to {@link #images}
     */
    public List<ImageShard> shards(Set<String> roles, AttackName attack) {
        return ImageShard.requireCover(InputRoles.examples(roles, attack), images);
    }

    @Override
    public Stage stage() {
        return Stage.EVALUATE;
    }

    @Override
    public String queue() {
        return Topics.EVALUATE;
    }
}
