package io.redoubt.core.train;

import io.redoubt.api.job.FinetuneSpec;
import io.redoubt.api.training.FinetuneScope;
import io.redoubt.core.loss.TrainingLosses;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.PretrainedTrunk;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fine-tuning on the downstream labels (F1 to F4). Partial fine-tuning trains stage 4 and the linear layer: the
 * parameters of the trunk are frozen and its batch norms use the mode given in the spec. Full fine-tuning trains all
 * parameters. Training is standard or adversarial, the latter with the loss of Madry et al. or TRADES.
 */
public final class FineTuning {
    private final Network network;
    private final Trainer trainer;
    private final long seed;

    /** @throws io.redoubt.api.InvalidFieldException when the network in the spec is invalid */
    public FineTuning(FinetuneSpec spec, ImageDataset dataset) {
        this(TrainingLosses.STANDARD, spec, dataset);
    }

    /**
     * Selects the loss from {@code losses}.
     *
     * @throws io.redoubt.api.InvalidFieldException when the spec has an unknown loss or an invalid network
     */
    public FineTuning(TrainingLosses losses, FinetuneSpec spec, ImageDataset dataset) {
        this(
                losses,
                Networks.STANDARD.network(
                        spec.model(),
                        dataset.classes().size(),
                        Normalisation.forChannels(dataset.train().channels())),
                spec,
                dataset);
    }

    /** Trains {@code network} instead of the network in the spec. */
    public FineTuning(Network network, FinetuneSpec spec, ImageDataset dataset) {
        this(TrainingLosses.STANDARD, network, spec, dataset);
    }

    private FineTuning(TrainingLosses losses, Network network, FinetuneSpec spec, ImageDataset dataset) {
        seed = spec.seed();
        this.network = network;
        trainer = new Trainer(
                new TrainingPlan(
                        new LabelBatches(network, TrainingPlan.augmentation(spec.recipe()), seed),
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
    public Network network() {
        return network;
    }

    /** Returns the number of classes that have training images none of which is held out for model selection. */
    public int classesNotHeldOut() {
        ImageSet images = trainer.images();
        int[] all = images.countPerClass(network.classes());
        int[] heldOut = images.subset(trainer.plan().split(images).heldOut()).countPerClass(network.classes());
        return (int) IntStream.range(0, all.length)
                .filter(label -> all[label] > 0 && heldOut[label] == 0)
                .count();
    }

    /**
     * Returns random initial weights, without pretraining (P1).
     *
     * @throws io.redoubt.data.memory.NotEnoughMemoryException when the training would not fit into memory
     */
    public Weights initialWeights() {
        trainer.memory().require();
        return Weights.initial(network.tensors(), seed);
    }

    /**
     * Returns initial weights with a pretrained trunk (P2, P3).
     *
     * @throws IllegalArgumentException when no tensor matches or a shape differs; see {@link PretrainedTrunk#of}
     */
    public PretrainedTrunk load(Weights pretrained) {
        return PretrainedTrunk.of(network.tensors(), initialWeights(), pretrained);
    }

    /** Returns the state before the first epoch, from {@link #initialWeights()} or a {@link #load loaded} trunk. */
    public TrainingState start(Weights initial) {
        return trainer.start(initial);
    }

    /** Trains from {@link #start} or a checkpoint to the last epoch; see {@link Trainer#run}. */
    public TrainingState run(TrainingState from, TrainingObserver observer) {
        return trainer.run(from, observer);
    }
}
