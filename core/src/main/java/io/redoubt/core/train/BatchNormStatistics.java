package io.redoubt.core.train;

import io.redoubt.core.data.EpochOrder;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.progress.Phase;
import io.redoubt.core.progress.ProgressMeter;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptModule;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import java.util.List;
import java.util.Map;

/**
 * Measures the running statistics of a mean of weights anew, as stochastic weight averaging asks (Izmailov et al. 2018,
 * section 3.1): its activations are those of no network that was trained, and the mean of their statistics does not fit
 * them. One pass forward through the averaged weights, batch norms in training mode; a statistic becomes the mean over the
 * batches of the batch's mean or unbiased variance, each batch counting the same, as in PyTorch's {@code update_bn}.
 *
 * <p>The images are those of the epoch's training, in the same batches, as augmented or transformed for it, but clean also
 * where the loss is of adversarial ones: the model is judged on clean images too, and making adversarial ones would need
 * the statistics that are yet to be measured. Batch norms that training does not move stay as they are.
 */
final class BatchNormStatistics {
    private final BatchLoader loader;
    private final int[] training;
    private final List<Integer> positions;

    /** @param training the images trained on */
    BatchNormStatistics(BatchLoader loader, int[] training) {
        this.loader = loader;
        this.training = training;
        positions = loader.plan().movedStatistics();
    }

    /**
     * Defines {@code fresh_statistics(a)}, zeros; {@code add_statistics(a, s, x, t, share)}, which moves {@code s} towards
     * the statistics of a batch; and {@code set_statistics(a, s)}. Statistics that begin at zero are, after one batch, the
     * batch's times the momentum.
     */
    void define(ScriptSource source) {
        source.define("fresh_statistics", "a: List[Tensor]", "List[Tensor]", """
                positions = annotate(List[int], %s)
                zeros = annotate(List[Tensor], [])
                for i in range(torch.len(positions)):
                  _0 = torch.append(zeros, torch.zeros_like(a[positions[i]]))
                return zeros
                """.formatted(positions));
        source.define(
                "add_statistics",
                "a: List[Tensor], s: List[Tensor], x: Tensor, t: Tensor, share: Tensor",
                "List[Tensor]",
                """
                positions = annotate(List[int], %s)
                for i in range(torch.len(positions)):
                  _0 = torch.zero_(a[positions[i]])
                losses = self.losses(a, x, t, %s)
                for i in range(torch.len(positions)):
                  _1 = torch.lerp_(s[i], torch.mul(a[positions[i]], %s), float(share))
                return [losses]
                """.formatted(
                                positions,
                                loader.plan().updateModes().arguments(),
                                ScriptSource.number(1 / BatchNormModes.MOMENTUM)));
        source.define("set_statistics", "a: List[Tensor], s: List[Tensor]", "List[Tensor]", """
                positions = annotate(List[int], %s)
                for i in range(torch.len(positions)):
                  _0 = torch.copy_(a[positions[i]], s[i])
                return s
                """.formatted(positions));
    }

    /** Whether the model of an epoch, counted from 0, has statistics to measure. */
    boolean measures(int epoch) {
        return loader.plan().averageRate().isMean(epoch) && !positions.isEmpty();
    }

    Phase phase(int epoch) {
        return new Phase("statistics", epoch, training.length, 0.5);
    }

    /**
     * Replaces the statistics of a model.
     *
     * @param model the averaged weights
     * @param epoch counted from 0
     */
    void measure(ScriptModule module, DeviceTensors model, int epoch, ProgressMeter meter, PassCounter passes) {
        int[] order = EpochOrder.of(training, loader.plan().seed(), epoch);
        meter.begin(phase(epoch + 1));
        try (ScriptStep pass = module.step()) {
            DeviceTensors statistics = DeviceTensors.of("s", pass.call("fresh_statistics", model));
            for (int step = 0; step < loader.steps(order.length); step++) {
                int[] indices = loader.indices(order, step);
                try (ScriptStep call = module.step()) {
                    Batch batch = loader.training(call, indices, epoch, step);
                    call.call(
                            "add_statistics",
                            model,
                            statistics,
                            batch.images(),
                            batch.targets(),
                            call.doubles(1.0 / (step + 1)));
                }
                passes.add(indices.length, 0);
                meter.advance(indices.length, Map.of());
            }
            pass.call("set_statistics", model, statistics);
        }
    }
}
