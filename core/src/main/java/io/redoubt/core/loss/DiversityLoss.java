package io.redoubt.core.loss;

import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.RandomStart;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.Convolutions;
import io.redoubt.core.model.Objective;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Argument;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.Ball;

/**
 * Adversarial pretraining on several tasks with the diversity term of the paper: for an image, with {@code g_k} the
 * gradient of task k's loss with respect to its perturbed input, divided by its length, and {@code G = [g_1 .. g_K]},
 *
 * <p>{@code h = log det(G^T G + 1e-5 I)}, about 0 for orthogonal gradients and below -10 for parallel ones.
 *
 * <p>As in the paper's code, the adversary perturbs the K inputs to maximise {@code sum_k l_k + weight * h}, towards gradients
 * that differ, and the weights minimise {@code sum_k (l_k(x_adv) + l_k(x)) / 2K + weight * h}. Both need second derivatives.
 *
 * @param weight of the term, greater than 0
 * @param tasks K, at least 2
 * @param objective its losses are the means of those of the tasks
 */
public record DiversityLoss(double weight, int tasks, Objective objective) implements TrainingLoss {
    /** {@code h} of each image, float64 (B), from losses (B) of inputs {@code x} (B,K*C,H,W) that require a gradient. */
    private static final ScriptMethod DIVERSITY =
            new ScriptMethod("diversity", Type.TENSOR, new Argument("losses", Type.TENSOR), ScriptMethods.IMAGES);

    /** The adversary's objective, divided by K. */
    private static final ScriptMethod DIVERSE_LOSSES = ScriptMethods.LOSSES.named("diverse_losses");

    /** @throws IllegalArgumentException when the term has no weight or fewer than two tasks */
    public DiversityLoss {
        if (!(weight > 0) || tasks < 2) {
            throw new IllegalArgumentException("weight is " + weight + " and tasks " + tasks
                    + "; a diversity term needs a weight above 0 and at least 2 tasks");
        }
    }

    /** The adversarial images and the clean ones. */
    @Override
    public LossInputs inputs() {
        return LossInputs.ADVERSARIAL_AND_CLEAN;
    }

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        // The loss of a task depends only on its own input, so one gradient of their sum contains the gradients of all.
        source.define(DIVERSITY, CodeBlock.of("""
            g = torch.grad([torch.sum(losses)], [x], retain_graph=True, create_graph=True)[0]
            assert g is not None
            each = torch.to(torch.reshape(g, [torch.size(x, 0), {tasks}, -1]), {FLOAT64})
            unit = torch.div(each, torch.add(torch.norm(each, 2, [2], True), 0.0000000001))
            products = torch.matmul(unit, torch.transpose(unit, 1, 2))
            ridge = torch.mul(torch.eye({tasks}, dtype={FLOAT64}, device=ops.prim.device(x)), 0.00001)
            return torch.logdet(torch.add(products, ridge))
            """).with("tasks", tasks));
        source.define(DIVERSE_LOSSES, CodeBlock.of("""
            losses = self.losses(w, x, t, trunk_training, head_training)
            return torch.add(losses, torch.to(self.diversity(losses, x), {FLOAT32}), alpha={weight})
            """).with("weight", weight / tasks));
        ScriptSource network = new ScriptSource();
        objective.define(network);
        source.include("exact_", Convolutions.forSecondDerivatives(network));
        CodeBlock loss = CodeBlock.of("""
            z = torch.requires_grad_(torch.detach(inputs[0]), True)
            adversarial = self.exact_losses(w, z, t, {modes})
            clean = self.losses(w, inputs[1], t, {modes})
            loss = torch.mean(torch.stack([torch.mean(adversarial), torch.mean(clean)]))
            diversity = torch.to(torch.mean(self.diversity(adversarial, z)), {FLOAT32})
            return torch.add(loss, diversity, alpha={weight})
            """).with("modes", modes.arguments()).with("weight", weight);
        source.define(ScriptMethods.STEP_LOSS, loss);
    }

    /** The losses of the objective are means over the tasks, so the term is divided by K as well. */
    @Override
    public TrainingAdversary adversary(Ball ball, int steps, double stepSize, BatchNormModes modes) {
        return new Pgd(ball, steps, stepSize, RandomStart.UNIFORM, modes, DIVERSE_LOSSES);
    }
}
