package io.redoubt.core.attack;

import io.redoubt.core.data.ImageShape;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Images on their way up a ladder. */
final class AttackSuiteRun {
    /**
     * Searches that end before others begin, so that the state between can be kept. Two batches: while searches of the
     * first end, those of the second fill it up.
     */
    private static final int BLOCK = 2 * BatchedSearches.BATCH;

    private static final String CLEAN = "clean";
    private static final double NANOS = 1e9;

    private final AttackSuite ladder;
    private final LogitFunction function;
    private final List<AttackedImage> images;
    private final ProgressMeter meter;
    private final List<AttackOutcome> rungs = new ArrayList<>();
    private PartialAttack rung;
    private Optional<AttackState> state = Optional.empty();

    /** Begins at the foot of the ladder. */
    AttackSuiteRun(AttackSuite ladder, LogitFunction function, List<AttackedImage> images, AttackObserver observer) {
        this.ladder = ladder;
        this.function = function;
        this.images = images;
        meter = new ProgressMeter(
                progress -> observer.progress(progress, state),
                0,
                (double) images.size() * ladder.passes(),
                new Phase(CLEAN, 0, images.size(), 1));
        rung = next();
    }

    /**
     * Goes on where another climb of the same images stood.
     *
     * @throws IllegalArgumentException when it was of other images or a shorter ladder
     */
    void resume(AttackState from) {
        if (from.findings().size() != images.size()
                || from.rungs().size() > ladder.attacks().size()) {
            throw new IllegalArgumentException(
                    "the state is of " + from.findings().size() + " images after "
                            + from.rungs().size() + " rungs; there are " + images.size() + " images and "
                            + (ladder.attacks().size() + 1) + " rungs");
        }
        for (int i = 0; i < images.size(); i++) {
            images.get(i).restore(from.findings().get(i));
        }
        rungs.addAll(from.rungs());
        rung = from.unfinished();
        state = Optional.of(from);
    }

    /** Climbs to the top; returns what each attack did. */
    List<AttackOutcome> toTheTop() {
        while (rungs.size() <= ladder.attacks().size()) {
            begin();
            while (rung.done() < rung.given().size()) {
                block();
            }
            end();
        }
        return rungs;
    }

    private void begin() {
        if (rungs.isEmpty()) {
            return;
        }
        List<Attack> left =
                ladder.attacks().subList(rungs.size() - 1, ladder.attacks().size());
        double each = left.stream().mapToInt(Attack::passes).sum();
        Attack attack = left.get(0);
        meter.remaining(each * rung.given().size() - (double) attack.passes() * rung.done());
        if (!rung.given().isEmpty()) {
            meter.resume(new Phase(attack.name(), 0, rung.given().size(), attack.passes()), rung.done());
        }
    }

    private void block() {
        int end = Math.min(rung.given().size(), rung.done() + BLOCK);
        long began = System.nanoTime();
        BatchedSearches run = new BatchedSearches(function);
        run.run(
                rung.given().subList(rung.done(), end).stream()
                        .map(images::get)
                        .map(this::search)
                        .toList(),
                (ended, running) -> meter.advance(ended, running, Map.of()));
        double seconds = (System.nanoTime() - began) / NANOS;
        rung = new PartialAttack(rung.given(), end, rung.passes().plus(run.passes()), rung.seconds() + seconds);
        remember();
    }

    private Search search(AttackedImage image) {
        return rungs.isEmpty()
                ? new CleanPrediction(image, !ladder.everyImage())
                : ladder.attacks().get(rungs.size() - 1).on(image);
    }

    private void end() {
        rungs.add(new AttackOutcome(
                rungs.isEmpty() ? CLEAN : ladder.attacks().get(rungs.size() - 1).name(),
                rung.given().size(),
                (int) rung.given().stream()
                        .map(images::get)
                        .filter(this::fooled)
                        .count(),
                (int) images.stream()
                        .filter(image -> image.cleanRight() && !image.fooled())
                        .count(),
                rung.passes(),
                rung.seconds()));
        rung = next();
        remember();
    }

    private boolean fooled(AttackedImage image) {
        return rungs.isEmpty() ? !image.cleanRight() : image.fooled();
    }

    private PartialAttack next() {
        List<Integer> standing = IntStream.range(0, images.size())
                .filter(image -> !images.get(image).fooled())
                .boxed()
                .toList();
        return new PartialAttack(standing, 0, PassCounts.NONE, 0);
    }

    /** Keeps what is known while no search is under way. */
    private void remember() {
        if (!rungs.isEmpty() && !images.isEmpty()) {
            ImageShape shape = images.get(0).shape();
            state = Optional.of(new AttackState(
                    shape, images.stream().map(AttackedImage::finding).toList(), rungs, rung));
        }
    }
}
