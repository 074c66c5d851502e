package io.redoubt.core.attack;

import io.redoubt.api.IndexRange;
import io.redoubt.api.event.Progress;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageSet;
import io.redoubt.data.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs an attack suite on ranges of an image set.
 *
 * @param model the attacked model
 * @param suite the attacks
 * @param ball the perturbation set
 */
public record AttackRun(LogitFunction model, AttackSuite suite, Ball ball) {

    /**
     * Perturbs the images of a range. The random numbers of an image depend on the seed and its index, not on the range.
     *
     * @param seed seed of all random numbers
     * @param observer called before each batch; an exception aborts the run and propagates
     * @throws IllegalArgumentException if a label is not a class of the model, or a logit is NaN or infinite
     */
    public AttackResult perturb(ImageSet images, IndexRange range, long seed, Consumer<Progress> observer) {
        return perturb(images, range, seed, Optional.empty(), (progress, state) -> observer.accept(progress));
    }

    /**
     * Perturbs the images of a range, resuming from {@code start} if present. The examples and figures are those of an
     * uninterrupted run, except for the seconds.
     *
     * @param start a state that the observer of an interrupted run with the same arguments received
     * @param observer called before each batch; an exception aborts the run and propagates
     * @throws IllegalArgumentException if a label is not a class of the model, a logit is NaN or infinite, or the state
     *     belongs to another attack
     */
    public AttackResult perturb(
            ImageSet images, IndexRange range, long seed, Optional<AttackState> start, AttackObserver observer) {
        AdversarialExamples.requireSize(range.size(), images.shape());
        int[] labels = Arrays.stream(range.indices())
                .map(index -> requireClass(images, index))
                .toArray();
        AttackedImages attacked =
                new AttackedImages(images.shape(), labels, image -> attackedImage(images, range.from() + image, seed));
        AttackSuiteRun run = new AttackSuiteRun(suite, model, images.shape(), attacked, observer);
        start.ifPresent(run::resume);
        List<AttackFigures> figures = run.run().stream()
                .map(attack -> attack.perMember(model.networks()))
                .toList();
        return new AttackResult(AdversarialExamples.of(range, images.shape(), attacked), figures);
    }

    private int requireClass(ImageSet images, int index) {
        if (images.label(index) >= model.classes()) {
            throw new IllegalArgumentException("image " + index + " has class " + images.label(index)
                    + "; the classifier has " + model.classes() + " classes");
        }
        return images.label(index);
    }

    private AttackedImage attackedImage(ImageSet images, int index, long seed) {
        return new AttackedImage(
                images.floats(index),
                images.shape(),
                images.label(index),
                Seeds.derive(seed, 0, index, "attack"),
                ball);
    }
}
