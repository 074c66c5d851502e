package io.redoubt.core.evaluate;

import io.redoubt.api.event.Progress;
import io.redoubt.core.attack.AdversarialExamples;
import io.redoubt.core.data.BatchAugmentation;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A classifier, a network or an ensemble, loaded into the engine to predict with batch norms in evaluation mode. */
public final class ClassifierRun implements AutoCloseable {
    private static final int BATCH = 256;

    private final ScriptModule module;
    private final DeviceTensors weights;

    /** @throws IllegalArgumentException when the weights are not those of the classifier */
    public ClassifierRun(Classifier classifier, Weights weights) {
        var tensors = weights.inOrder(classifier.tensors());
        ScriptSource source = new ScriptSource();
        classifier.define(source);
        module = ScriptModule.load(source);
        this.weights = module.upload("w", tensors);
    }

    /**
     * Predicts the images of a range as they are.
     *
     * @param observer hears of every batch; an exception of its stops the run and is passed on
     */
    public Predictions predict(ImageSet images, IndexRange range, Consumer<Progress> observer) {
        long[] shape = {0, images.channels(), images.height(), images.width()};
        int[] labels = IntStream.of(range.indices()).map(images::label).toArray();
        return predict(range, shape, labels, observer, (from, to, into) -> {
            int[] indices =
                    IntStream.range(range.from() + from, range.from() + to).toArray();
            BatchAugmentation.NONE.fill(images, indices, 0, 0, into);
        });
    }

    /** Predicts stored examples. */
    public Predictions predict(AdversarialExamples examples, Consumer<Progress> observer) {
        IndexRange range = examples.range();
        int[] labels = IntStream.range(0, range.size())
                .map(i -> Math.toIntExact(examples.label(i)))
                .toArray();
        return predict(
                range,
                examples.images().shape(),
                labels,
                observer,
                (from, to, into) -> into.put(examples.pixels(from, to)));
    }

    private Predictions predict(
            IndexRange range, long[] imageShape, int[] labels, Consumer<Progress> observer, Source source) {
        int[] predicted = new int[range.size()];
        Phase phase = new Phase("evaluate", 0, range.size(), 1);
        ProgressMeter meter = new ProgressMeter(observer, 0, phase.work(), phase);
        for (int from = 0; from < predicted.length; from += BATCH) {
            int begin = from;
            int end = Math.min(predicted.length, from + BATCH);
            long[] shape = imageShape.clone();
            shape[0] = end - begin;
            try (ScriptStep step = module.step()) {
                DeviceTensor x = step.floats(shape, into -> source.fill(begin, end, into));
                long[] classes =
                        step.call(ScriptMethods.PREDICTIONS, weights, x).get(0).toLongs();
                for (int i = begin; i < end; i++) {
                    predicted[i] = (int) classes[i - begin];
                }
            }
            meter.advance(end - begin, Map.of());
        }
        return new Predictions(range, predicted, labels);
    }

    @Override
    public void close() {
        module.close();
    }

    /** Gives the pixels of consecutive images, counted from the first of the range. */
    @FunctionalInterface
    private interface Source {
        void fill(int from, int to, FloatBuffer into);
    }
}
