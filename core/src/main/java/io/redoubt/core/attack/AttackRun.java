package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import io.redoubt.core.data.BatchAugmentation;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.ImageShape;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.random.Seeds;
import io.redoubt.core.threat.Ball;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Attacks on ranges of a set of images.
 *
 * @param function the classifier
 * @param ladder the attacks
 * @param ball the perturbation set
 */
public record AttackRun(LogitFunction function, AttackSuite ladder, Ball ball) {

    /**
     * Perturbs the images of a range. An image's randomness follows from the seed and its index, not from the range.
     *
     * @param seed all randomness follows from it and from the image's index
     * @param observer hears of every round; an exception of its stops the run and is passed on
     * @throws IllegalArgumentException when a label is no class of the classifier, or its answers are not numbers
     */
    public AttackResult perturb(ImageSet images, IndexRange range, long seed, Consumer<Progress> observer) {
        return perturb(images, range, seed, Optional.empty(), (progress, state) -> observer.accept(progress));
    }

    /**
     * Perturbs the images of a range, going on from a state of an interrupted run if there is one. It ends in the same
     * examples, and in the same results but for the seconds.
     *
     * @param from a state that the observer of such a run was given, with the same arguments
     * @param observer hears of every round; an exception of its stops the run and is passed on
     * @throws IllegalArgumentException when a label is no class of the classifier, its answers are not numbers, or the
     *     state is of another attack
     */
    public AttackResult perturb(
            ImageSet images, IndexRange range, long seed, Optional<AttackState> from, AttackObserver observer) {
        ImageShape shape = images.shape();
        List<AttackedImage> pursuits = Arrays.stream(range.indices())
                .mapToObj(index -> pursuit(images, index, shape, seed))
                .toList();
        AttackSuiteRun climb = new AttackSuiteRun(ladder, function, pursuits, observer);
        from.ifPresent(climb::resume);
        List<AttackOutcome> rungs = climb.toTheTop();
        PassCounts passes = rungs.stream().map(AttackOutcome::passes).reduce(PassCounts.NONE, PassCounts::plus);
        return new AttackResult(AdversarialExamples.of(range, shape, pursuits), rungs, passes);
    }

    private AttackedImage pursuit(ImageSet images, int index, ImageShape shape, long seed) {
        if (images.label(index) >= function.classes()) {
            throw new IllegalArgumentException("image " + index + " has class " + images.label(index)
                    + "; the classifier knows " + function.classes() + " classes");
        }
        float[] clean = new float[shape.size()];
        BatchAugmentation.NONE.fill(images, new int[] {index}, 0, 0, FloatBuffer.wrap(clean));
        return new AttackedImage(clean, shape, images.label(index), Seeds.derive(seed, 0, index, "attack"), ball);
    }
}
