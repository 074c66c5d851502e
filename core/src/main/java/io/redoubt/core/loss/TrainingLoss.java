package io.redoubt.core.loss;

import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.RandomStart;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.Ball;
import java.util.List;

/**
 * The loss that training minimises, the adversary that maximises it, and the weights at which its gradient is taken. The
 * training loop knows no other property of a loss. {@link TrainingLosses} registers those that requests may name.
 */
public interface TrainingLoss {
    /** The images on which the loss is computed. */
    LossInputs inputs();

    /**
     * Defines {@link ScriptMethods#STEP_LOSS} in the script of an objective: a scalar that may depend on the whole batch. Its
     * inputs are those of {@link #inputs}, the adversarial images first.
     *
     * @param modes the batch-norm modes of the forward passes
     */
    void define(ScriptSource source, BatchNormModes modes);

    /** The adversary of training: by default PGD on the loss of the objective, from a uniform start. */
    default TrainingAdversary adversary(Ball ball, int steps, double stepSize, BatchNormModes modes) {
        return new Pgd(ball, steps, stepSize, RandomStart.UNIFORM, modes);
    }

    /**
     * Defines {@link ScriptMethods#GRADIENT_WEIGHTS}: the weights at which the optimiser takes the gradient of {@link
     * ScriptMethods#STEP_LOSS}. By default these are the weights themselves. A loss that perturbs the weights, such as AWP
     * (Wu et al. 2020), returns the perturbed ones. The optimiser moves the weights themselves, so nothing has to be
     * restored.
     *
     * @param trained positions in {@link ScriptMethods#WEIGHTS} of the trained tensors
     */
    default void defineGradientWeights(ScriptSource source, List<Integer> trained) {
        source.define(ScriptMethods.GRADIENT_WEIGHTS, CodeBlock.of("""
            views = annotate(List[Tensor], [])
            for i in range(torch.len(w)):
              _0 = torch.append(views, torch.detach(w[i]))
            return views
            """));
    }

    /** Forward passes with a backward pass of one update, per image, without those of the adversary. */
    default int updatePasses() {
        return inputs().count();
    }
}
