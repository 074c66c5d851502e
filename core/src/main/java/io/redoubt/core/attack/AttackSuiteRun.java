package io.redoubt.core.attack;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.BatchedSearches;
import io.redoubt.core.attack.search.CleanPrediction;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.data.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One run of an attack suite on some images. */
final class AttackSuiteRun {
    private static final double NANOS = 1e9;

    private final AttackSuite suite;
    private final LogitFunction model;
    private final AttackedImages images;
    private final ImageShape shape;
    private final ProgressMeter meter;
    private final List<AttackFigures> finished = new ArrayList<>();
    private PartialAttack current;
    private Optional<AttackState> state = Optional.empty();

    AttackSuiteRun(
            AttackSuite suite, LogitFunction model, ImageShape shape, AttackedImages images, AttackObserver observer) {
        this.suite = suite;
        this.model = model;
        this.shape = shape;
        this.images = images;
        meter = new ProgressMeter(
                progress -> observer.progress(progress.withFraction(fraction()), state),
                0,
                (double) images.size() * suite.passes(),
                new Phase(AttackFigures.CLEAN, 0, images.size(), 1));
        current = next();
    }

    private double fraction() {
        return meter.fraction();
    }

    /**
     * Restores the state of an interrupted run on the same images.
     *
     * @throws IllegalArgumentException if the state belongs to other images or to a longer suite
     */
    void resume(AttackState from) {
        if (from.bestPoints().size() != images.size()
                || from.finished().size() > suite.attacks().size()) {
            throw new IllegalArgumentException("the state has "
                    + from.bestPoints().size() + " images after "
                    + (from.finished().size() - 1) + " attacks; there are "
                    + images.size() + " images and " + suite.attacks().size() + " attacks");
        }
        images.restore(from.bestPoints());
        finished.addAll(from.finished());
        current = from.unfinished();
        state = Optional.of(from);
        meter.earlier(
                from.finished().stream().mapToLong(AttackFigures::forwardPasses).sum()
                        + from.unfinished().passes().forward());
    }

    /** Runs the remaining attacks and returns the figures of all. */
    List<AttackFigures> run() {
        while (finished.size() <= suite.attacks().size()) {
            begin();
            while (current.done() < current.given().size()) {
                runBlock();
            }
            end();
        }
        return finished;
    }

    private void begin() {
        if (finished.isEmpty()) {
            return;
        }
        List<Attack> left =
                suite.attacks().subList(finished.size() - 1, suite.attacks().size());
        double perImage = left.stream().mapToInt(Attack::passes).sum();
        Attack attack = left.get(0);
        meter.remaining(perImage * current.given().size() - (double) attack.passes() * current.done());
        if (!current.given().isEmpty()) {
            meter.resume(new Phase(attack.name(), 0, current.given().size(), attack.passes()), current.done());
        }
    }

    private void runBlock() {
        int end = Math.min(current.given().size(), current.done() + block());
        long started = System.nanoTime();
        List<Integer> indices = current.given().subList(current.done(), end);
        List<AttackedImage> block = indices.stream().map(images::load).toList();
        BatchedSearches searches = new BatchedSearches(model, shape);
        searches.run(block.stream().map(this::search).toList(), this::report);
        for (int i = 0; i < block.size(); i++) {
            images.store(indices.get(i), block.get(i));
        }
        double seconds = (System.nanoTime() - started) / NANOS;
        current = new PartialAttack(
                current.given(), end, current.passes().plus(searches.passes()), current.seconds() + seconds);
        saveState();
    }

    /** Searches that end early leave passes of their budget unused. */
    private void report(int ended, long passesOfEnded, int running) {
        int budget = finished.isEmpty()
                ? 1
                : suite.attacks().get(finished.size() - 1).passes();
        meter.skip(Math.max(0, (double) ended * budget - passesOfEnded));
        meter.advance(ended, running, Map.of());
    }

    /**
     * Number of searches in a block. All finish before the next block starts, so that the state in between can be
     * saved. It is two batches: as searches of the first batch finish, those of the second take their place. A state that
     * was saved with another size of a batch is valid: the next block starts after its last finished search.
     */
    private int block() {
        return 2 * model.batch(shape);
    }

    private Search search(AttackedImage image) {
        return finished.isEmpty()
                ? new CleanPrediction(image, !suite.everyImage())
                : suite.attacks().get(finished.size() - 1).on(image);
    }

    private void end() {
        finished.add(new AttackFigures(
                finished.isEmpty()
                        ? AttackFigures.CLEAN
                        : suite.attacks().get(finished.size() - 1).name(),
                current.given().size(),
                (int) current.given().stream().filter(this::fooled).count(),
                (int) IntStream.range(0, images.size())
                        .filter(image -> images.cleanCorrect(image) && !images.fooled(image))
                        .count(),
                current.passes().forward(),
                current.passes().backward(),
                current.seconds()));
        current = next();
        saveState();
    }

    private boolean fooled(int image) {
        return finished.isEmpty() ? !images.cleanCorrect(image) : images.fooled(image);
    }

    private PartialAttack next() {
        List<Integer> robust = IntStream.range(0, images.size())
                .filter(image -> !images.fooled(image))
                .boxed()
                .toList();
        return new PartialAttack(robust, 0, PassCounts.NONE, 0);
    }

    private void saveState() {
        if (!finished.isEmpty()) {
            state = Optional.of(new AttackState(shape, images.best(), finished, current));
        }
    }
}
