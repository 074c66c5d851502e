package io.redoubt.core.evaluate;

import io.redoubt.api.IndexRange;
import io.redoubt.api.event.Progress;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.attack.logits.LogitFunction;
import io.redoubt.core.attack.logits.Logits;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.data.ImageSet;
import io.redoubt.data.ImageShape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The predictions of a model on a range of images.
 *
 * @param range the range of images
 * @param predicted the predicted class of each image
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

    /**
     * Predicts clean images.
     *
     * @param observer called after each batch; an exception aborts the run and propagates
     */
    public static Predictions of(LogitFunction model, ImageSet images, IndexRange range, Consumer<Progress> observer) {
        int[] labels = IntStream.of(range.indices()).map(images::label).toArray();
        return of(model, range, labels, images.shape(), i -> images.floats(range.from() + i), observer);
    }

    /** Predicts stored examples, like {@link #of(LogitFunction, ImageSet, IndexRange, Consumer)}. */
    public static Predictions of(LogitFunction model, AdversarialExamples examples, Consumer<Progress> observer) {
        IndexRange range = examples.range();
        int[] labels = IntStream.range(0, range.size())
                .map(i -> Math.toIntExact(examples.label(i)))
                .toArray();
        return of(model, range, labels, examples.shape(), examples::image, observer);
    }

    private static Predictions of(
            LogitFunction model,
            IndexRange range,
            int[] labels,
            ImageShape shape,
            IntFunction<float[]> image,
            Consumer<Progress> observer) {
        int[] predicted = new int[range.size()];
        Phase phase = new Phase("evaluate", 0, range.size(), 1);
        ProgressMeter meter = new ProgressMeter(observer, 0, phase.work(), phase);
        int batch = batch(model, shape);
        for (int from = 0; from < predicted.length; from += batch) {
            int to = Math.min(predicted.length, from + batch);
            float[][] logits =
                    model.logits(IntStream.range(from, to).mapToObj(image).toArray(float[][]::new));
            for (int i = from; i < to; i++) {
                predicted[i] = Logits.argmax(logits[i - from]);
            }
            meter.advance(to - from, Map.of());
        }
        return new Predictions(range, predicted, labels);
    }

    /** Returns the number of images in a batch: more than in an attack, because no graph is kept for a backward pass. */
    static int batch(LogitFunction model, ImageShape shape) {
        return 2 * model.batch(shape);
    }

    @Override
    public int[] predicted() {
        return predicted.clone();
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** Returns the predicted class of each image as a list, for JSON. */
    public List<Integer> predictedList() {
        return Arrays.stream(predicted).boxed().toList();
    }

    /** Returns the true class of each image as a list, for JSON. */
    public List<Integer> labelList() {
        return Arrays.stream(labels).boxed().toList();
    }

    /** Returns the images that are classified correctly, counted from the first of the range. */
    public BitSet correct() {
        BitSet correct = new BitSet(predicted.length);
        for (int i = 0; i < predicted.length; i++) {
            correct.set(i, predicted[i] == labels[i]);
        }
        return correct;
    }

    /** Returns the share of images that are classified correctly, in [0,1]; 0 for an empty range. */
    public double accuracy() {
        return predicted.length == 0 ? 0 : (double) correct().cardinality() / predicted.length;
    }
}
