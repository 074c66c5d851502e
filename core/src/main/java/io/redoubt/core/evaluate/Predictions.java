package io.redoubt.core.evaluate;

import io.redoubt.core.data.IndexRange;
import java.util.BitSet;

/**
 * What a classifier said about the images of a range.
 *
 * @param range which images
 * @param predicted the class predicted for each image
 * @param labels the true class of each image
 */
public record Predictions(IndexRange range, int[] predicted, int[] labels) {
    public Predictions {
        predicted = predicted.clone();
        labels = labels.clone();
        if (predicted.length != range.size() || labels.length != range.size()) {
            throw new IllegalArgumentException(predicted.length + " predictions and " + labels.length + " labels for "
                    + range.size() + " images; one each is needed");
        }
    }

    @Override
    public int[] predicted() {
        return predicted.clone();
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** Which images are predicted right, counted from the first of the range. */
    public BitSet correct() {
        BitSet correct = new BitSet(predicted.length);
        for (int i = 0; i < predicted.length; i++) {
            correct.set(i, predicted[i] == labels[i]);
        }
        return correct;
    }

    /** The share of images predicted right, in [0,1]; 0 for an empty range. */
    public double accuracy() {
        return predicted.length == 0 ? 0 : (double) correct().cardinality() / predicted.length;
    }
}
