package io.redoubt.api.job;

import io.redoubt.api.Require;
import io.redoubt.api.Topics;
import io.redoubt.api.attack.Threat;

/**
 * Checks whether a subject masks its gradients. Inputs: the subject, by {@link InputRoles}. Result: {@code
 * diagnosis.json}.
 *
 * @param dataset images and labels
 * @param threat the perturbation set
 * @param images number of test images, starting with the first; at least 1
 * @param seed seed; all randomness is a function of it and the index of the image
 */
public record DiagnoseSpec(DatasetRef dataset, Threat threat, int images, long seed) implements JobSpec {

    public DiagnoseSpec {
        Require.present("dataset", dataset);
        Require.present("threat", threat);
        Require.between("images", images, 1, Integer.MAX_VALUE);
    }

    @Override
    public Stage stage() {
        return Stage.DIAGNOSE;
    }

    @Override
    public String queue() {
        return Topics.ATTACK;
    }
}
