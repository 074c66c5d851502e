package io.redoubt.core.train;

import io.redoubt.api.training.BatchNormMode;
import io.redoubt.api.training.Recipe;
import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.BatchAugmentation;
import io.redoubt.data.ImageSet;
import io.redoubt.data.TrainValidationSplit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A complete description of a training run: on the same images, it always produces the same weights.
 *
 * @param batches the task
 * @param trainedParts the parts of the network whose parameters are trained
 * @param loss the training loss, with its inputs and its adversary
 * @param frozenNorm the batch norm mode of frozen parts; {@code EVAL} leaves their running statistics unchanged
 * @param ball the perturbation set of the adversary in training and in selection
 * @param recipe hyperparameters
 * @param seed the seed that all random draws are derived from
 */
public record TrainingPlan(
        BatchSource batches,
        List<NetworkPart> trainedParts,
        TrainingLoss loss,
        BatchNormMode frozenNorm,
        Ball ball,
        Recipe recipe,
        long seed) {

    public TrainingPlan {
        trainedParts = List.copyOf(trainedParts);
        if (trainedParts.isEmpty()) {
            throw new IllegalArgumentException("trainedParts is empty; at least one part is required");
        }
    }

    /** Returns the augmentation of training images. */
    static BatchAugmentation augmentation(Recipe recipe) {
        return switch (recipe.augmentation()) {
            case CROP_FLIP -> BatchAugmentation.CROP_AND_FLIP;
            case NONE -> BatchAugmentation.NONE;
        };
    }

    /**
     * Splits images into those to train on and those held out; all jobs with the same seed and hold-out fraction share
     * the split.
     */
    TrainValidationSplit split(ImageSet images) {
        int heldOut = (int) Math.max(1, Math.round(images.size() * recipe.holdout()));
        return TrainValidationSplit.of(images.labels(), heldOut, seed);
    }

    /** Returns the positions of the trained tensors in the tensor list of the network. */
    List<Integer> trainedPositions() {
        return positions(spec -> spec.role().isParameter() && trainedParts.contains(spec.part()));
    }

    /** Returns the positions of the running statistics that the update changes. */
    List<Integer> updatedStatistics() {
        BatchNormModes modes = updateModes();
        return positions(spec -> !spec.role().isParameter()
                && (spec.part() == NetworkPart.TRUNK ? modes.trunkTraining() : modes.headTraining()));
    }

    private List<Integer> positions(Predicate<TensorSpec> selector) {
        List<TensorSpec> specs = batches.objective().tensors();
        return IntStream.range(0, specs.size())
                .filter(i -> selector.test(specs.get(i)))
                .boxed()
                .toList();
    }

    /**
     * Returns the batch norm modes of the update: trained parts use batch statistics, frozen parts the mode of the
     * plan.
     */
    BatchNormModes updateModes() {
        boolean frozenTraining = frozenNorm == BatchNormMode.TRAIN;
        return new BatchNormModes(
                trainedParts.contains(NetworkPart.TRUNK) || frozenTraining,
                trainedParts.contains(NetworkPart.HEAD) || frozenTraining);
    }

    /** Returns the training adversary. */
    TrainingAdversary trainingAttack() {
        BatchNormModes modes =
                switch (recipe.attack().batchNorm()) {
                    case EVAL -> BatchNormModes.EVALUATION;
                    case TRAIN -> updateModes();
                };
        return loss.adversary(
                ball, recipe.attack().steps(), recipe.attack().step().value(), modes);
    }

    /** Returns the adversary of model selection. */
    TrainingAdversary selectionAttack() {
        return Pgd.of(ball, recipe.selectionSteps(), recipe.attack().step().value());
    }

    /**
     * Returns the training adversary with batch norms in evaluation mode if it takes a single step. It attacks the
     * held-out images to detect {@link CatastrophicOverfitting}.
     */
    Optional<TrainingAdversary> oneStepAttack() {
        return loss.inputs().adversarial() && recipe.attack().steps() == 1
                ? Optional.of(loss.adversary(ball, 1, recipe.attack().step().value(), BatchNormModes.EVALUATION))
                : Optional.empty();
    }

    /** Returns the rate of weight averaging. */
    AveragingRate averageRate() {
        return new AveragingRate(recipe.averaging(), recipe.epochs());
    }

    Sgd optimiser() {
        return new Sgd(recipe.momentum(), recipe.nesterov(), recipe.weightDecay());
    }
}
