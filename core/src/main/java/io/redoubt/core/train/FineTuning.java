package io.redoubt.core.train;

import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.request.AdversarialLoss;
import io.redoubt.api.request.FinetuneScope;
import io.redoubt.api.request.TrainingMode;
import io.redoubt.core.data.ImageDataset;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Networks;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.Weights;
import io.redoubt.core.threat.Ball;
import java.util.List;

/**
 * Training for the downstream labels: partial (stage 4 and the linear layer; the trunk's parameters are frozen, its batch
 * norms in the mode that the spec says) or full; standard or adversarial (F1 to F4), the latter with Madry's loss or TRADES.
 */
public final class FineTuning {
    private final Network network;
    private final Trainer trainer;
    private final long seed;

    /** @throws io.redoubt.api.InvalidFieldException when the spec asks for an impossible network */
    public FineTuning(FinetuneSpec spec, ImageDataset dataset) {
        this(
                Networks.STANDARD.network(
                        spec.model(),
                        dataset.classes().size(),
                        Normalisation.forChannels(dataset.train().channels())),
                spec,
                dataset);
    }

    /** Trains {@code network}, whichever the spec names. */
    public FineTuning(Network network, FinetuneSpec spec, ImageDataset dataset) {
        seed = spec.seed();
        this.network = network;
        trainer = new Trainer(
                new TrainingPlan(
                        new LabelBatches(network, TrainingPlan.augmentation(spec.recipe()), seed),
                        spec.scope() == FinetuneScope.PARTIAL
                                ? List.of(NetworkPart.HEAD)
                                : List.of(NetworkPart.TRUNK, NetworkPart.HEAD),
                        terms(spec),
                        loss(spec),
                        spec.frozenBatchNorm(),
                        Ball.of(spec.threat()),
                        spec.recipe(),
                        seed),
                dataset.train());
    }

    private static boolean trades(FinetuneSpec spec) {
        return spec.training() == TrainingMode.ADVERSARIAL && spec.objective().loss() == AdversarialLoss.TRADES;
    }

    private static LossInputs terms(FinetuneSpec spec) {
        if (trades(spec)) {
            return LossInputs.ADVERSARIAL_AND_CLEAN;
        }
        return spec.training() == TrainingMode.STANDARD ? LossInputs.CLEAN : LossInputs.ADVERSARIAL;
    }

    private static TrainingLoss loss(FinetuneSpec spec) {
        double smoothing = spec.objective().labelSmoothing();
        return trades(spec) ? new TradesLoss(spec.objective().beta(), smoothing) : new SmoothedCrossEntropy(smoothing);
    }

    Trainer trainer() {
        return trainer;
    }

    /** The network that is trained. */
    public Network network() {
        return network;
    }

    /** Fresh weights: the start from no pretraining (P1). */
    public Weights initialWeights() {
        return Weights.initial(network.tensors(), seed);
    }

    /**
     * Fresh weights with a pretrained trunk (P2, P3).
     *
     * @throws IllegalArgumentException when nothing matches or a tensor differs in shape; see {@link PretrainedTrunk#of}
     */
    public PretrainedTrunk load(Weights pretrained) {
        return PretrainedTrunk.of(network.tensors(), initialWeights(), pretrained);
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
