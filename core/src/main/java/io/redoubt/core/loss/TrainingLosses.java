package io.redoubt.core.loss;

import io.redoubt.api.training.FinetuneObjective;
import io.redoubt.api.training.TrainingMode;
import io.redoubt.data.registry.Registry;
import java.util.List;
import java.util.function.Function;

/**
 * The losses of adversarial fine-tuning by name. To add a loss, write a class and register it in {@link #STANDARD}.
 * Immutable.
 */
public final class TrainingLosses {
    /** The losses that requests may name. */
    public static final TrainingLosses STANDARD = new TrainingLosses(Registry.empty("loss", "a training loss"))
            .with("madry", of -> new SmoothedCrossEntropy(LossInputs.ADVERSARIAL, of.labelSmoothing()))
            .with("trades", of -> new TradesLoss(of.beta(), of.labelSmoothing()));

    private final Registry<Function<FinetuneObjective, TrainingLoss>> losses;

    private TrainingLosses(Registry<Function<FinetuneObjective, TrainingLoss>> losses) {
        this.losses = losses;
    }

    /**
     * Returns these losses plus one more.
     *
     * @param loss creates the loss from its parameters in a request
     */
    public TrainingLosses with(String name, Function<FinetuneObjective, TrainingLoss> loss) {
        return new TrainingLosses(losses.with(name, loss));
    }

    /** The names of all losses. */
    public List<String> names() {
        return losses.names();
    }

    /**
     * The loss of a fine-tuning run. Standard training minimises the cross entropy of the clean images.
     *
     * @throws io.redoubt.api.InvalidFieldException when the loss is not registered; the message lists the names
     */
    public TrainingLoss of(TrainingMode training, FinetuneObjective objective) {
        return training == TrainingMode.STANDARD
                ? new SmoothedCrossEntropy(LossInputs.CLEAN, objective.labelSmoothing())
                : losses.get(objective.loss().name()).apply(objective);
    }
}
