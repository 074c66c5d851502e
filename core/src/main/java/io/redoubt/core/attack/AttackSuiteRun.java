package io.redoubt.core.attack;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.search.Attack;
import io.redoubt.core.attack.search.AttackedImage;
import io.redoubt.core.attack.search.BatchedSearches;
import io.redoubt.core.attack.search.CleanPrediction;
import io.redoubt.core.attack.search.PassCounts;
import io.redoubt.core.attack.search.Search;
import io.redoubt.core.data.ImageShape;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One run of an attack suite on some images. */
final class AttackSuiteRun {
    /**
     * Number of searches in a block. All finish before the next block starts, so that the state in between can be
     * saved. It is two batches: as searches of the first batch finish, those of the second take their place.
     */
    private static final int BLOCK = 2 * BatchedSearches.BATCH;

    private static final double NANOS = 1e9;

    private final AttackSuite suite;
    private final LogitFunction model;
    private final List<AttackedImage> images;
    private final ProgressMeter meter;
    private final List<AttackFigures> finished = new ArrayList<>();
    private PartialAttack current;
    private Optional<AttackState> state = Optional.empty();

    AttackSuiteRun(AttackSuite suite, LogitFunction model, List<AttackedImage> images, AttackObserver observer) {
        this.suite = suite;
        this.model = model;
        this.images = images;
        meter = new ProgressMeter(
                progress -> observer.progress(progress, state),
                0,
                (double) images.size() * suite.passes(),
                new Phase(AttackFigures.CLEAN, 0, images.size(), 1));
        current = next();
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
        for (int i = 0; i < images.size(); i++) {
            images.get(i).restore(from.bestPoints().get(i));
        }
        finished.addAll(from.finished());
        current = from.unfinished();
        state = Optional.of(from);
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
        int end = Math.min(current.given().size(), current.done() + BLOCK);
        long started = System.nanoTime();
        BatchedSearches searches = new BatchedSearches(model);
        searches.run(
                current.given().subList(current.done(), end).stream()
                        .map(images::get)
                        .map(this::search)
                        .toList(),
                (ended, running) -> meter.advance(ended, running, Map.of()));
        double seconds = (System.nanoTime() - started) / NANOS;
        current = new PartialAttack(
                current.given(), end, current.passes().plus(searches.passes()), current.seconds() + seconds);
        saveState();
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
                (int) current.given().stream()
                        .map(images::get)
                        .filter(this::fooled)
                        .count(),
                (int) images.stream()
                        .filter(image -> image.cleanCorrect() && !image.fooled())
                        .count(),
                current.passes().forward(),
                current.passes().backward(),
                current.seconds()));
        current = next();
        saveState();
    }

    private boolean fooled(AttackedImage image) {
        return finished.isEmpty() ? !image.cleanCorrect() : image.fooled();
    }

    private PartialAttack next() {
        List<Integer> robust = IntStream.range(0, images.size())
                .filter(image -> !images.get(image).fooled())
                .boxed()
                .toList();
        return new PartialAttack(robust, 0, PassCounts.NONE, 0);
    }

    private void saveState() {
        if (!finished.isEmpty() && !images.isEmpty()) {
            ImageShape shape = images.get(0).shape();
            state = Optional.of(new AttackState(
                    shape, images.stream().map(AttackedImage::bestPoint).toList(), finished, current));
        }
    }
}
