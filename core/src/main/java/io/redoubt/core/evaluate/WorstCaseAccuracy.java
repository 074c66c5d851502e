package io.redoubt.core.evaluate;

import io.redoubt.core.data.IndexRange;
import java.util.BitSet;
import java.util.Optional;

/**
 * Which images a classifier has right as they are and under every attack on them. Unlike {@link Accuracy#robust} it counts
 * the clean image as an attack, so that an image which is wrong without an adversary never counts as robust.
 */
public final class WorstCaseAccuracy {
    private final IndexRange range;
    private final BitSet standing;
    private final BitSet attacked;

    /** @param clean the images as they are */
    public WorstCaseAccuracy(Predictions clean) {
        range = clean.range();
        standing = clean.correct();
        attacked = new BitSet(range.size());
    }

    /**
     * Takes an attack into account.
     *
     * @param predictions for images of the range, all or some
     * @throws IllegalArgumentException when an image is of another range
     */
    public void add(Predictions predictions) {
        IndexRange covered = predictions.range();
        if (covered.from() < range.from() || covered.to() > range.to()) {
            throw new IllegalArgumentException("images " + covered + " are not all among the judged " + range);
        }
        BitSet correct = predictions.correct();
        int first = covered.from() - range.from();
        attacked.set(first, first + covered.size());
        for (int i = correct.nextClearBit(0); i < covered.size(); i = correct.nextClearBit(i + 1)) {
            standing.clear(first + i);
        }
    }

    /** The worst case over the images that were attacked; empty if none was. */
    public Optional<Accuracy> accuracy() {
        if (attacked.isEmpty()) {
            return Optional.empty();
        }
        BitSet robust = (BitSet) standing.clone();
        robust.and(attacked);
        return Optional.of(new Accuracy(robust.cardinality(), attacked.cardinality()));
    }
}
