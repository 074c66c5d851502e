package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import java.util.List;
import java.util.function.Consumer;

/**
 * Attacks in order; each is given the images that withstood those before, always from the clean image. What counts for an
 * image is the strongest point that any of them found.
 *
 * @param attacks at least one
 * @param everyImage whether images that the classifier has wrong as they are are attacked too, as the paper does; else
 *     they count as fooled and are left alone
 */
public record AttackSuite(List<Attack> attacks, boolean everyImage) {
    public AttackSuite {
        attacks = List.copyOf(attacks);
        if (attacks.isEmpty()) {
            throw new IllegalArgumentException("attacks is empty; a ladder needs at least one");
        }
    }

    /** The passes forward that one image costs at most. */
    public int passes() {
        return 1 + attacks.stream().mapToInt(Attack::passes).sum();
    }

    /**
     * Attacks images.
     *
     * @param observer hears of every round; an exception of its stops the run and is passed on
     * @return what each attack did
     */
    public List<AttackOutcome> climb(LogitFunction function, List<AttackedImage> images, Consumer<Progress> observer) {
        return new AttackSuiteRun(this, function, images, (progress, state) -> observer.accept(progress)).toTheTop();
    }
}
