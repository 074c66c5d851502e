package io.redoubt.core.train;

import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.request.FinetuneScope;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.loss.TrainingLosses;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PreActResNet;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.Weights;
import io.redoubt.core.threat.Ball;
import java.util.List;

/**
 * Training for the downstream labels: partial (stage 4 and the linear layer; the trunk's parameters are frozen, its batch
 * norms in the mode that the spec says) or full; standard or adversarial (F1 to F4), the latter with Madry's loss or TRADES.
 */
public final class FineTuning {
    private final PreActResNet architecture;
    private final Trainer trainer;
    private final long seed;

    /** @throws io.redoubt.api.InvalidFieldException when the spec asks for an impossible network */
    public FineTuning(FinetuneSpec spec, ImageDataset dataset) {
        this(TrainingLosses.STANDARD, spec, dataset);
    }

    /**
     * Trains with a loss among {@code losses}.
     *
     * @throws io.redoubt.api.InvalidFieldException when the spec asks for an unknown loss or an impossible network
     */
    public FineTuning(TrainingLosses losses, FinetuneSpec spec, ImageDataset dataset) {
        seed = spec.seed();
        architecture = new PreActResNet(
                spec.model().depth(),
                spec.model().width(),
                dataset.classes().size(),
                Normalisation.forChannels(dataset.train().channels()));
        trainer = new Trainer(
                new TrainingPlan(
                        new LabelBatches(architecture, TrainingPlan.augmentation(spec.recipe()), seed),
                        spec.scope() == FinetuneScope.PARTIAL
                                ? List.of(NetworkPart.HEAD)
                                : List.of(NetworkPart.TRUNK, NetworkPart.HEAD),
                        losses.of(spec.training(), spec.objective()),
                        spec.frozenBatchNorm(),
                        Ball.of(spec.threat()),
                        spec.recipe(),
                        seed),
                dataset.train());
    }

    Trainer trainer() {
        return trainer;
    }

    /** The network that is trained. */
    public PreActResNet architecture() {
        return architecture;
    }

    /** Fresh weights: the start from no pretraining (P1). */
    public Weights initialWeights() {
        return Weights.initial(architecture.tensors(), seed);
    }

    /**
     * Fresh weights with a pretrained trunk (P2, P3).
     *
     * @throws IllegalArgumentException when nothing matches or a tensor differs in shape; see {@link PretrainedTrunk#of}
     */
    public PretrainedTrunk load(Weights pretrained) {
        return PretrainedTrunk.of(architecture.tensors(), initialWeights(), pretrained);
    }

    /** The state of a training that has not begun, from {@link #initialWeights()} or a {@link #load loaded} trunk. */
    public TrainingState start(Weights initial) {
        return trainer.start(initial);
    }

    /** Goes on from {@link #start} or a checkpoint to the last epoch; see {@link Trainer#run}. */
    public TrainingState run(TrainingState from, TrainingObserver observer) {
        return trainer.run(from, observer);
    }
}
