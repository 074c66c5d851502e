package io.redoubt.core.train;

import io.redoubt.core.adversary.Pgd;
import io.redoubt.core.adversary.RandomStart;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.model.Convolutions;
import io.redoubt.core.model.Objective;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.Ball;

/**
 * Adversarial pretraining on several tasks with the diversity term of the paper: for an image, with {@code g_k} the
 * gradient of task k's loss with respect to its perturbed input, divided by its length, and {@code G = [g_1 .. g_K]},
 *
 * <p>{@code h = log det(G^T G + 1e-5 I)}, about 0 for orthogonal gradients and below -10 for parallel ones.
 *
 * <p>As in the paper's code, one objective is raised by the adversary and lowered by the weights: the adversary moves the K
 * inputs along the sign of the gradient of {@code sum_k l_k + weight * h}, towards gradients that differ, and the weights
 * minimise {@code sum_k (l_k(x_adv) + l_k(x)) / 2K + weight * h}. Both need gradients of gradients.
 *
 * @param weight of the term, greater than 0
 * @param tasks K, at least 2
 * @param objective whose losses are the means of those of the tasks
 */
record DiversityLoss(double weight, int tasks, Objective objective) implements TrainingLoss {
    private static final String LOSSES = "diverse_losses";

    DiversityLoss {
        if (!(weight > 0) || tasks < 2) {
            throw new IllegalArgumentException("weight is " + weight + " and tasks " + tasks
                    + "; a diversity term needs a weight above 0 and at least 2 tasks");
        }
    }

    /**
     * Also defines {@code diversity(losses: Tensor, x: Tensor) -> Tensor}: {@code h} of each image, float64 (B), from the
     * losses (B) of inputs {@code x} (B,K*C,H,W) that ask for a gradient.
     */
    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        // The loss of a task depends on its own input alone, so one gradient of their sum holds the gradients of all.
        source.define("diversity", "losses: Tensor, x: Tensor", "Tensor", """
                g = torch.grad([torch.sum(losses)], [x], None, True, True, False)[0]
                assert g is not None
                each = torch.to(torch.reshape(g, [torch.size(x, 0), %1$d, -1]), 7)
                unit = torch.div(each, torch.add(torch.norm(each, 2, [2], True), 0.0000000001))
                products = torch.matmul(unit, torch.transpose(unit, 1, 2))
                ridge = torch.mul(torch.eye(%1$d, dtype=7, device=ops.prim.device(x)), 0.00001)
                return torch.logdet(torch.add(products, ridge))
                """.formatted(tasks));
        source.define(
                LOSSES,
                "w: List[Tensor], x: Tensor, t: Tensor, trunk_training: bool, head_training: bool",
                "Tensor",
                """
                losses = self.losses(w, x, t, trunk_training, head_training)
                return torch.add(losses, torch.to(self.diversity(losses, x), 6), alpha=%s)
                """.formatted(ScriptSource.number(weight / tasks)));
        ScriptSource network = new ScriptSource();
        objective.define(network);
        source.include("exact_", Convolutions.byProducts(network));
        source.define("step_loss", "w: List[Tensor], inputs: List[Tensor], t: Tensor", "Tensor", """
                z = torch.requires_grad_(torch.detach(inputs[0]), True)
                adversarial = self.exact_losses(w, z, t, %1$s)
                clean = self.losses(w, inputs[1], t, %1$s)
                loss = torch.mean(torch.stack([torch.mean(adversarial), torch.mean(clean)]))
                diversity = torch.to(torch.mean(self.diversity(adversarial, z)), 6)
                return torch.add(loss, diversity, alpha=%2$s)
                """.formatted(
                        modes.arguments(), ScriptSource.number(weight)));
    }

    /** The losses of the objective are means over the tasks: against them the term weighs a K-th. */
    @Override
    public TrainingAdversary adversary(Ball ball, int steps, double stepSize, BatchNormModes modes) {
        return new Pgd(ball, steps, stepSize, RandomStart.UNIFORM, modes, LOSSES);
    }
}
