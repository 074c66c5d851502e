package io.redoubt.core.evaluate;

import io.redoubt.api.IndexRange;
import java.util.BitSet;
import java.util.Optional;

/**
 * The images that a model classifies correctly, both unperturbed and under every attack on them. Unlike {@link
 * Accuracy#robust} it counts the clean image as an attack, so that an image that is already misclassified is never robust.
 */
public final class WorstCaseAccuracy {
    private final IndexRange range;
    private final BitSet correct;
    private final BitSet attacked;

    /** @param clean predictions on the unperturbed images */
    public WorstCaseAccuracy(Predictions clean) {
        range = clean.range();
        correct = clean.correct();
        attacked = new BitSet(range.size());
    }

    /**
     * Adds an attack.
     *
     * @param predictions for images of the range, all or some
     * @throws IllegalArgumentException if an image is outside the range
     */
    public void add(Predictions predictions) {
        IndexRange covered = predictions.range();
        if (covered.from() < range.from() || covered.to() > range.to()) {
            throw new IllegalArgumentException("images " + covered + " are not within the evaluated " + range);
        }
        BitSet found = predictions.correct();
        int first = covered.from() - range.from();
        attacked.set(first, first + covered.size());
        for (int i = found.nextClearBit(0); i < covered.size(); i = found.nextClearBit(i + 1)) {
            correct.clear(first + i);
        }
    }

    /** Returns the worst case over the attacked images; empty if there are none. */
    public Optional<Accuracy> accuracy() {
        if (attacked.isEmpty()) {
            return Optional.empty();
        }
        BitSet robust = (BitSet) correct.clone();
        robust.and(attacked);
        return Optional.of(new Accuracy(robust.cardinality(), attacked.cardinality()));
    }
}
