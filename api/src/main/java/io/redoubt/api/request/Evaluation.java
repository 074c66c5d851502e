package io.redoubt.api.request;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.Require;
import java.util.HashSet;
import java.util.List;

/**
 * How the fine-tuned models are judged, on the test images.
 *
 * @param attacks the attacks; robust accuracy is the worst case over them, image by image
 * @param step length of a PGD step, in pixel space
 * @param images how many test images, from the first; 0 for all
 * @param shard images in one attack job
 * @param last whether the last epoch's model is judged as well as the best epoch's
 */
public record Evaluation(List<AttackName> attacks, Radius step, int images, int shard, boolean last) {

    public Evaluation {
        Require.present("attacks", attacks);
        if (attacks.isEmpty()) {
            throw new InvalidFieldException("attacks", "is empty; name at least one, such as pgd-20");
        }
        if (new HashSet<>(attacks).size() < attacks.size()) {
            throw new InvalidFieldException("attacks", attacks + " names an attack twice");
        }
        attacks = List.copyOf(attacks);
        Require.present("step", step);
        Require.between("images", images, 0, 10_000_000);
        Require.between("shard", shard, 1, 1_000_000);
    }
}
