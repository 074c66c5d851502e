package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.data.ImageShape;
import java.util.List;
import java.util.function.Consumer;

/**
 * Attacks that run in order. Each starts from the clean images and runs on those that withstood the earlier attacks.
 * The result for an image is the best point that any attack found.
 *
 * @param attacks at least one
 * @param everyImage whether images that are already misclassified are attacked too, as in the paper; otherwise they count as
 *     fooled and are left unperturbed
 */
public record AttackSuite(List<Attack> attacks, boolean everyImage) {
    public AttackSuite {
        attacks = List.copyOf(attacks);
        if (attacks.isEmpty()) {
            throw new IllegalArgumentException("attacks is empty; a suite needs at least one");
        }
    }

    /** Returns an upper bound on the forward passes per image. */
    public int passes() {
        return 1 + attacks.stream().mapToInt(Attack::passes).sum();
    }

    /**
     * Attacks images, at least one.
     *
     * @param observer called before each batch; an exception aborts the run and propagates
     * @return the figures of the clean pass and of each attack
     */
    public List<AttackFigures> run(LogitFunction model, List<AttackedImage> images, Consumer<Progress> observer) {
        ImageShape shape = images.get(0).shape();
        int[] labels = images.stream().mapToInt(AttackedImage::label).toArray();
        AttackedImages attacked = new AttackedImages(shape, labels, images::get);
        return new AttackSuiteRun(this, model, shape, attacked, (progress, state) -> observer.accept(progress)).run();
    }
}
