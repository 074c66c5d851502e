package io.redoubt.core.attack;

import io.redoubt.api.event.Progress;
import io.redoubt.core.data.Augmentation;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.IndexRange;
import io.redoubt.core.model.Classifier;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.random.Seeds;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** An attack on a classifier, a network or an ensemble, loaded into the engine. */
public final class AttackRun implements AutoCloseable {
    private static final String PREFIX = "attack";
    private static final int BATCH = 128;

    private final Attack attack;
    private final ScriptModule module;
    private final DeviceTensors weights;

    /** @throws IllegalArgumentException when the weights are not those of the classifier */
    public AttackRun(Classifier classifier, Weights weights, Attack attack) {
        this.attack = attack;
        var tensors = weights.inOrder(classifier.tensors());
        ScriptSource source = new ScriptSource();
        classifier.define(source);
        attack.define(source, PREFIX);
        module = ScriptModule.load(source);
        this.weights = module.upload("w", tensors);
    }

    /**
     * Perturbs the images of a range. An image's example depends on the seed and its index, not on the range.
     *
     * @param seed all randomness follows from it and from the image's index
     * @param observer hears of every batch; an exception of its stops the run and is passed on
     */
    public AdversarialExamples perturb(ImageSet images, IndexRange range, long seed, Consumer<Progress> observer) {
        long[] shape = {range.size(), images.channels(), images.height(), images.width()};
        float[] pixels = new float[Math.multiplyExact(range.size(), images.imageBytes())];
        Phase phase = new Phase("attack", 0, range.size(), attack.passes());
        ProgressMeter meter = new ProgressMeter(observer, 0, phase.work(), phase);
        for (int from = range.from(); from < range.to(); from += BATCH) {
            int[] indices =
                    IntStream.range(from, Math.min(range.to(), from + BATCH)).toArray();
            float[] batch = perturb(images, indices, seed);
            System.arraycopy(batch, 0, pixels, (from - range.from()) * images.imageBytes(), batch.length);
            meter.advance(indices.length, Map.of());
        }
        long[] labels = Arrays.stream(range.indices()).mapToLong(images::label).toArray();
        return AdversarialExamples.of(range, shape, pixels, labels);
    }

    /** Passes through the network, each forward and backward, that one image costs. */
    public int passesPerImage() {
        return attack.passes();
    }

    private float[] perturb(ImageSet images, int[] indices, long seed) {
        long[] shape = {indices.length, images.channels(), images.height(), images.width()};
        long[] labels = Arrays.stream(indices).mapToLong(images::label).toArray();
        long[] seeds = Arrays.stream(indices)
                .mapToLong(index -> Seeds.derive(seed, 0, index, "attack"))
                .toArray();
        try (ScriptStep step = module.step()) {
            DeviceTensor x = step.floats(shape, into -> Augmentation.NONE.fill(images, indices, seed, 0, into));
            DeviceTensor t = step.longs(labels, labels.length);
            return attack.perturb(PREFIX, step, weights, x, t, seeds).toFloats();
        }
    }

    @Override
    public void close() {
        module.close();
    }
}
