package io.redoubt.core.train;

import io.redoubt.api.request.BatchNormMode;
import io.redoubt.api.request.Recipe;
import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.data.BatchAugmentation;
import io.redoubt.core.data.ImageSet;
import io.redoubt.core.data.TrainValidationSplit;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.NetworkPart;
import io.redoubt.core.model.TensorSpec;
import io.redoubt.core.threat.Ball;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A complete description of one training; with the same images it always ends in the same weights.
 *
 * @param batches the task
 * @param trainedParts the parts of the network whose parameters are trained
 * @param loss what is minimised, with its adversary
 * @param frozenNorm the batch-norm mode of a part that is not trained: with {@code EVAL} it stays exactly as it was
 * @param ball the adversary's perturbation set, in training and in selection
 * @param recipe how it is trained
 * @param seed all randomness follows from it
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
            throw new IllegalArgumentException("trainedParts is empty; at least one part must be trained");
        }
    }

    /** How training images are varied. */
    static BatchAugmentation augmentation(Recipe recipe) {
        return switch (recipe.augmentation()) {
            case CROP_FLIP -> BatchAugmentation.CROP_AND_FLIP;
            case NONE -> BatchAugmentation.NONE;
        };
    }

    /** The division into images trained on and images held out: the same for all jobs of one seed and share. */
    TrainValidationSplit split(ImageSet images) {
        int heldOut = (int) Math.max(1, Math.round(images.size() * recipe.holdout()));
        return TrainValidationSplit.of(images.size(), heldOut, seed);
    }

    /** Positions of the trained tensors among those of the network. */
    List<Integer> trainedPositions() {
        return positions(spec -> spec.role().isParameter() && trainedParts.contains(spec.part()));
    }

    /** Positions of the running statistics that the update moves. */
    List<Integer> movedStatistics() {
        BatchNormModes modes = updateModes();
        return positions(spec -> !spec.role().isParameter()
                && (spec.part() == NetworkPart.TRUNK ? modes.trunkTraining() : modes.headTraining()));
    }

    private List<Integer> positions(Predicate<TensorSpec> which) {
        List<TensorSpec> specs = batches.objective().tensors();
        return IntStream.range(0, specs.size())
                .filter(i -> which.test(specs.get(i)))
                .boxed()
                .toList();
    }

    /** The batch-norm modes of the update: trained parts use their batch, frozen parts what the plan says. */
    BatchNormModes updateModes() {
        boolean frozenTraining = frozenNorm == BatchNormMode.TRAIN;
        return new BatchNormModes(
                trainedParts.contains(NetworkPart.TRUNK) || frozenTraining,
                trainedParts.contains(NetworkPart.HEAD) || frozenTraining);
    }

    /** The adversary inside training. */
    TrainingAdversary trainingAttack() {
        BatchNormModes modes =
                switch (recipe.attack().batchNorm()) {
                    case EVAL -> BatchNormModes.EVALUATION;
                    case TRAIN -> updateModes();
                };
        return loss.adversary(
                ball, recipe.attack().steps(), recipe.attack().step().value(), modes);
    }

    /** The adversary of model selection. */
    TrainingAdversary selectionAttack() {
        return Pgd.of(ball, recipe.selectionSteps(), recipe.attack().step().value());
    }

    /**
     * The adversary of training as it attacks held-out images, with batch norms in evaluation mode, where it takes a single
     * step: such trainings are watched for {@link CatastrophicOverfitting}.
     */
    Optional<TrainingAdversary> oneStepAttack() {
        return loss.inputs().adversarial() && recipe.attack().steps() == 1
                ? Optional.of(loss.adversary(ball, 1, recipe.attack().step().value(), BatchNormModes.EVALUATION))
                : Optional.empty();
    }

    /** How the average of the weights moves. */
    AveragingRate averageRate() {
        return new AveragingRate(recipe.averaging(), recipe.epochs());
    }

    Sgd optimiser() {
        return new Sgd(recipe.momentum(), recipe.nesterov(), recipe.weightDecay());
    }
}
