package io.redoubt.api.job;

import io.redoubt.api.IndexRange;
import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import io.redoubt.api.Topics;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.Radius;
import io.redoubt.api.attack.Threat;

/**
 * Makes adversarial examples for a range of test images. Inputs, by {@link InputRoles}: the model under attack, or the members
 * of an ensemble. Result: {@code examples.safetensors}, or for corruptions, which need no search and have no ball, {@code
 * corruptions.json}.
 *
 * @param dataset images and labels
 * @param attack the attack
 * @param threat the perturbation set
 * @param step length of a gradient step, in pixel space
 * @param from first test image
 * @param to one past the last test image
 * @param seed seed of all random numbers, together with the index of the image
 */
public record AttackSpec(DatasetRef dataset, AttackName attack, Threat threat, Radius step, int from, int to, long seed)
        implements JobSpec {

    public AttackSpec {
        Require.present("dataset", dataset);
        Require.present("attack", attack);
        Require.present("threat", threat);
        Require.present("step", step);
        if (from < 0 || to <= from) {
            throw new InvalidFieldException(
                    "to", "the range " + from + " to " + to + " is empty or negative; use 0 <= from < to");
        }
    }

    /** Returns the test images to attack. */
    public IndexRange range() {
        return new IndexRange(from, to);
    }

    @Override
    public Stage stage() {
        return Stage.ATTACK;
    }

    @Override
    public String queue() {
        return Topics.ATTACK;
    }
}
