package io.redoubt.core.train;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.List;

/**
 * Stochastic gradient descent, identical to PyTorch's {@code SGD}: {@code g += decay * w};
 * {@code v = momentum * v + g}, where {@code v} starts at zero; {@code w -= rate * v}, or
 * {@code w -= rate * (g + momentum * v)} with Nesterov momentum. Weight decay applies to all parameters, including
 * batch norms and biases.
 *
 * @param momentum in [0, 1)
 * @param nesterov whether to use Nesterov momentum
 * @param weightDecay at least 0
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) {
    public Sgd {
        if (!(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("momentum is " + momentum + " and weightDecay " + weightDecay
                    + "; momentum must be in [0, 1), weightDecay at least 0");
        }
    }

    /**
     * Defines {@link ScriptMethods#UPDATE}.
     *
     * @param trained positions of the trained tensors in {@link ScriptMethods#WEIGHTS}; the momentum has one tensor for
     *     each
     */
    void define(ScriptSource source, List<Integer> trained) {
        CodeBlock update = CodeBlock.of("""
                trained = {trained}
                views = annotate(List[Tensor], [])
                for i in range(torch.len(w)):
                  _0 = torch.append(views, torch.detach(w[i]))
                parameters = annotate(List[Tensor], [])
                for i in range(torch.len(trained)):
                  _1 = torch.append(parameters, torch.requires_grad_(views[trained[i]], True))
                loss = self.step_loss(views, inputs, t)
                gradients = torch.grad([loss], parameters)
                step = -float(rate)
                for i in range(torch.len(trained)):
                  gradient = gradients[i]
                  assert gradient is not None
                  parameter = w[trained[i]]
                  g = torch.add(gradient, parameter, alpha={weight_decay})
                  _2 = torch.add_(torch.mul_(v[i], {momentum}), g)
                  _3 = torch.add_(parameter, {direction}, alpha=step)
                return [torch.detach(loss)]
                """)
                .with("trained", trained)
                .with("weight_decay", weightDecay)
                .with("direction", CodeBlock.of(nesterov ? "torch.add(g, v[i], alpha={momentum})" : "v[i]"))
                .with("momentum", momentum);
        source.define(ScriptMethods.UPDATE, update);
    }
}
