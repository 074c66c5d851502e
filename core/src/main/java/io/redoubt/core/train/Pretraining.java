package io.redoubt.core.train;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.job.PretrainSpec;
import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.core.loss.DiversityLoss;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.Network;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.Normalisation;
import io.redoubt.core.model.Objective;
import io.redoubt.core.model.Weights;
import io.redoubt.core.model.network.Networks;
import io.redoubt.core.pretext.PretextTask;
import io.redoubt.core.pretext.PretextTasks;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.ImageDataset;
import io.redoubt.data.ImageShape;
import java.util.List;
import java.util.Map;

/** Self-supervised pretraining of a trunk with the heads of one or more tasks: standard (P2) or adversarial (P3). */
public final class Pretraining {
    private final PretextTask task;
    private final Network backbone;
    private final Trainer trainer;
    private final long seed;

    /** @throws io.redoubt.api.InvalidFieldException when the spec has an unknown task or an invalid network */
    public Pretraining(PretrainSpec spec, ImageDataset dataset) {
        this(PretextTasks.STANDARD, spec, dataset);
    }

    /**
     * Trains on a task among {@code tasks}.
     *
     * @throws io.redoubt.api.InvalidFieldException when the spec has an unknown task or an invalid network
     */
    public Pretraining(PretextTasks tasks, PretrainSpec spec, ImageDataset dataset) {
        this(tasks.of(spec.task(), spec.seed()), spec, dataset);
    }

    /** Trains on {@code task} instead of the task in the spec. */
    Pretraining(PretextTask task, PretrainSpec spec, ImageDataset dataset) {
        this(
                task,
                Networks.STANDARD.network(
                        spec.model(),
                        dataset.classes().size(),
                        Normalisation.forChannels(dataset.train().channels())),
                spec,
                dataset);
    }

    /** Trains the trunk of {@code backbone} on {@code task}, ignoring the network and the task of the spec. */
    public Pretraining(PretextTask task, Network backbone, PretrainSpec spec, ImageDataset dataset) {
        this.task = task;
        seed = spec.seed();
        this.backbone = backbone;
        task.requireShape(squareShape(dataset));
        Objective objective = task.objective(backbone);
        trainer = new Trainer(
                new TrainingPlan(
                        new PretextBatches(task, objective, TrainingPlan.augmentation(spec.recipe()), seed),
                        List.of(NetworkPart.TRUNK, NetworkPart.HEAD),
                        loss(spec, task, objective),
                        BatchNormMode.EVAL,
                        Ball.of(spec.threat()),
                        spec.recipe(),
                        seed),
                dataset.train());
    }

    private static TrainingLoss loss(PretrainSpec spec, PretextTask task, Objective objective) {
        LossInputs inputs =
                spec.training() == TrainingMode.STANDARD ? LossInputs.CLEAN : LossInputs.ADVERSARIAL_AND_CLEAN;
        double diversity = spec.diversity().orElse(0);
        return diversity > 0
                ? new DiversityLoss(diversity, task.inputsPerImage(), objective)
                : task.loss(objective, inputs);
    }

    private static ImageShape squareShape(ImageDataset dataset) {
        ImageShape shape = dataset.train().shape();
        if (shape.height() != shape.width()) {
            throw new InvalidFieldException(
                    "dataset",
                    "images of " + shape.height() + "x" + shape.width()
                            + " are not square; pretext tasks require square images");
        }
        return shape;
    }

    Trainer trainer() {
        return trainer;
    }

    /** The network whose trunk is trained. */
    public Network backbone() {
        return backbone;
    }

    /** Returns the settings that the task fixed for the run, see {@link PretextTask#settings}. */
    public Map<String, Object> settings() {
        return task.settings();
    }

    /**
     * Returns the state before the first epoch.
     *
     * @throws io.redoubt.data.memory.NotEnoughMemoryException when the training would not fit into memory
     */
    public TrainingState start() {
        trainer.memory().require();
        return trainer.start(
                Weights.initial(trainer.plan().batches().objective().tensors(), seed));
    }

    /** Trains from {@link #start()} or a checkpoint to the last epoch; see {@link Trainer#run}. */
    public TrainingState run(TrainingState from, TrainingObserver observer) {
        return trainer.run(from, observer);
    }
}
