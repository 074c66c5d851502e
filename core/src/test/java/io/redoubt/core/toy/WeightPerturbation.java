package io.redoubt.core.toy;

import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.Ball;
import java.util.List;

/**
 * Adversarial weight perturbation (AWP, Wu et al. 2020) of any loss: the gradient is taken at {@code w + v}, where each
 * tensor of {@code v} points along the gradient and is {@code gamma} times as long as that of {@code w}.
 *
 * @param loss the minimised loss
 * @param gamma relative length of the perturbation
 * @param warmup epochs without perturbation
 */
public record WeightPerturbation(TrainingLoss loss, double gamma, int warmup) implements TrainingLoss {
    @Override
    public LossInputs inputs() {
        return loss.inputs();
    }

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        loss.define(source, modes);
    }

    @Override
    public TrainingAdversary adversary(Ball ball, int steps, double stepSize, BatchNormModes modes) {
        return loss.adversary(ball, steps, stepSize, modes);
    }

    /** The first pass works on copies, so that it does not update the running statistics. */
    @Override
    public void defineGradientWeights(ScriptSource source, List<Integer> trained) {
        source.define(
                ScriptMethods.GRADIENT_WEIGHTS,
                CodeBlock.of("""
                    trained = {trained}
                    views = annotate(List[Tensor], [])
                    copies = annotate(List[Tensor], [])
                    for i in range(torch.len(w)):
                      _0 = torch.append(views, torch.detach(w[i]))
                      _1 = torch.append(copies, torch.clone(torch.detach(w[i])))
                    if torch.ge(float(epoch), {warmup}):
                      parameters = annotate(List[Tensor], [])
                      for i in range(torch.len(trained)):
                        _2 = torch.append(parameters, torch.requires_grad_(copies[trained[i]], True))
                      gradients = torch.grad([self.step_loss(copies, inputs, t)], parameters)
                      for i in range(torch.len(trained)):
                        g = gradients[i]
                        assert g is not None
                        parameter = views[trained[i]]
                        ratio = torch.div(torch.norm(parameter), torch.add(torch.norm(g), 0.0000000001))
                        _3 = torch._set_item(views, trained[i], torch.add(parameter, torch.mul(g, ratio), alpha={gamma}))
                    return views
                    """)
                        .with("trained", trained)
                        .with("warmup", (double) warmup)
                        .with("gamma", gamma));
    }

    @Override
    public int updatePasses() {
        return 2 * loss.updatePasses();
    }
}
