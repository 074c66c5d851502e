package io.redoubt.core.train;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.TensorRole;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.model.Weights;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.data.EpochOrder;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Recomputes the running statistics of averaged weights, as stochastic weight averaging requires (Izmailov et al. 2018,
 * section 3.1): the mean of the running statistics does not describe the activations of the averaged network. The
 * averaged network makes one forward pass over the training images with batch norms in training mode. Each statistic
 * becomes the mean of the batch means or unbiased batch variances, with equal weight per batch, as in PyTorch's
 * {@code update_bn}.
 *
 * <p>The images are the batches of the epoch, augmented or transformed as in training. They are clean even in
 * adversarial training: the model is also evaluated on clean images, and an adversary would need the statistics that
 * are still unknown. Batch norms whose statistics are not updated by training keep theirs.
 */
final class BatchNormStatistics {
    private static final Argument STATISTICS = new Argument("s", Type.TENSORS);

    /** Returns statistics of zeros. */
    private static final ScriptMethod NEW_STATISTICS =
            new ScriptMethod("new_statistics", Type.TENSORS, ScriptMethods.AVERAGED);

    /** Interpolates {@link #STATISTICS} towards those of a batch. */
    private static final ScriptMethod ADD_STATISTICS = new ScriptMethod(
            "add_statistics",
            Type.TENSORS,
            ScriptMethods.AVERAGED,
            STATISTICS,
            ScriptMethods.IMAGES,
            ScriptMethods.TARGETS,
            ScriptMethods.RATE);

    /** Copies {@link #STATISTICS} to the averaged weights. */
    private static final ScriptMethod SET_STATISTICS =
            new ScriptMethod("set_statistics", Type.TENSORS, ScriptMethods.AVERAGED, STATISTICS);

    private final BatchLoader loader;
    private final int[] training;
    private final List<Integer> positions;

    /** @param training indices of the training images */
    BatchNormStatistics(BatchLoader loader, int[] training) {
        this.loader = loader;
        this.training = training;
        positions = loader.plan().updatedStatistics();
    }

    /**
     * Returns a loader whose training batches all batch norms can use. Where a batch norm gets one value per channel from
     * an image, such as at a feature map of 1x1, a batch of a single image has no variance and leaves NaN in the running
     * statistics; a last batch of a single image then joins the batch before.
     *
     * @param all divides images into batches of {@code batch}
     * @param training indices of the training images
     * @throws InvalidFieldException when batches of single images are all there is
     */
    static BatchLoader usableBatches(BatchLoader all, int[] training) {
        int batch = all.plan().recipe().batch();
        boolean hasSingle = batch == 1 || training.length % batch == 1;
        if (!hasSingle || new BatchNormStatistics(all, training).areDefinedForOneImage()) {
            return all;
        }
        String reason = " gives a batch norm of this network one value per channel, which has no variance; use ";
        if (batch == 1) {
            throw new InvalidFieldException("batch", "1 image" + reason + "2 or more");
        }
        if (training.length == 1) {
            throw new InvalidFieldException(
                    "dataset", "the only image that is not held out" + reason + "a data set with more images");
        }
        return new BatchLoader(all.plan(), all.images(), true);
    }

    /** Returns whether every batch norm of the untrained network has a variance in some channel of a batch of one image. */
    private boolean areDefinedForOneImage() {
        List<TensorSpec> specs = loader.plan().batches().objective().tensors();
        if (positions.isEmpty()) {
            return true;
        }
        ScriptSource source = new ScriptSource();
        loader.plan().batches().objective().define(source);
        define(source);
        try (ScriptModule module = ScriptModule.load(source);
                ScriptStep call = module.step()) {
            DeviceTensors weights = module.upload(
                    "a", Weights.initial(specs, loader.plan().seed()).tensors());
            List<DeviceTensor> statistics = call.call(NEW_STATISTICS, weights);
            Batch batch = loader.training(call, new int[] {training[0]}, 0, 0);
            call.call(
                    ADD_STATISTICS,
                    weights,
                    DeviceTensors.of("s", statistics),
                    batch.images(),
                    batch.targets(),
                    call.doubles(1));
            return IntStream.range(0, positions.size())
                    .filter(i -> specs.get(positions.get(i)).role() == TensorRole.RUNNING_VARIANCE)
                    .allMatch(i -> hasPositive(statistics.get(i).toFloats()));
        }
    }

    private static boolean hasPositive(float[] values) {
        for (float value : values) {
            if (value > 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Defines the script methods. Running statistics that start at zero equal, after one batch, those of the batch
     * times the momentum.
     */
    void define(ScriptSource source) {
        source.define(NEW_STATISTICS, CodeBlock.of("""
                positions = annotate(List[int], {positions})
                zeros = annotate(List[Tensor], [])
                for i in range(torch.len(positions)):
                  _0 = torch.append(zeros, torch.zeros_like(a[positions[i]]))
                return zeros
                """).with("positions", positions));
        CodeBlock add = CodeBlock.of("""
                positions = annotate(List[int], {positions})
                for i in range(torch.len(positions)):
                  _0 = torch.zero_(a[positions[i]])
                losses = self.losses(a, x, t, {modes})
                for i in range(torch.len(positions)):
                  _1 = torch.lerp_(s[i], torch.mul(a[positions[i]], {inverse_momentum}), float(rate))
                return [losses]
                """)
                .with("positions", positions)
                .with("modes", loader.plan().updateModes().arguments())
                .with("inverse_momentum", 1 / BatchNormModes.MOMENTUM);
        source.define(ADD_STATISTICS, add);
        source.define(SET_STATISTICS, CodeBlock.of("""
                positions = annotate(List[int], {positions})
                for i in range(torch.len(positions)):
                  _0 = torch.copy_(a[positions[i]], s[i])
                return s
                """).with("positions", positions));
    }

    /** Returns whether the statistics of the model after a zero-based epoch must be recomputed. */
    boolean appliesTo(int epoch) {
        return loader.plan().averageRate().isMean(epoch) && !positions.isEmpty();
    }

    Phase phase(int epoch) {
        return new Phase("statistics", epoch, training.length, 0.5);
    }

    /**
     * Recomputes the running statistics of a model.
     *
     * @param model the averaged weights, updated in place
     * @param epoch zero-based
     */
    void recompute(ScriptModule module, DeviceTensors model, int epoch, ProgressMeter meter, PassCounter passes) {
        int[] order = EpochOrder.of(training, loader.plan().seed(), epoch);
        meter.begin(phase(epoch + 1));
        try (ScriptStep pass = module.step()) {
            DeviceTensors statistics = DeviceTensors.of("s", pass.call(NEW_STATISTICS, model));
            for (int step = 0; step < loader.steps(order.length); step++) {
                int[] indices = loader.indices(order, step);
                try (ScriptStep call = module.step()) {
                    Batch batch = loader.training(call, indices, epoch, step);
                    call.call(
                            ADD_STATISTICS,
                            model,
                            statistics,
                            batch.images(),
                            batch.targets(),
                            call.doubles(1.0 / (step + 1)));
                }
                passes.add(indices.length, 0);
                meter.advance(indices.length, Map.of());
            }
            pass.call(SET_STATISTICS, model, statistics);
        }
    }
}
