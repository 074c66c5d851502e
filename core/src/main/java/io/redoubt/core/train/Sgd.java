package io.redoubt.core.train;

import io.redoubt.core.script.ScriptSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Stochastic gradient descent exactly as PyTorch's {@code SGD}: {@code g += decay * w}; {@code v = momentum * v + g}, with
 * {@code v} zero at first; {@code w -= rate * v}, or with Nesterov {@code w -= rate * (g + momentum * v)}. The decay acts
 * on all parameters, batch norms and biases included.
 *
 * @param momentum in [0, 1)
 * @param nesterov whether the momentum looks ahead
 * @param weightDecay at least 0
 */
public record Sgd(double momentum, boolean nesterov, double weightDecay) {
    public Sgd {
        if (!(momentum >= 0 && momentum < 1) || !(weightDecay >= 0)) {
            throw new IllegalArgumentException("momentum is " + momentum + " and weightDecay " + weightDecay
                    + "; momentum must be in [0, 1), weightDecay 0 or more");
        }
    }

    /**
     * Defines {@code update(w: List[Tensor], v: List[Tensor], inputs: List[Tensor], t: Tensor, rate: Tensor) ->
     * List[Tensor]}: one step on the {@link TrainingLoss} of the inputs. It changes the trained tensors of {@code w}, the momentum {@code v} and, in training mode, the running statistics; it returns the
     * loss before the step.
     *
     * @param trained positions in {@code w} of the tensors to train; {@code v} has one tensor for each
     */
    void define(ScriptSource source, List<Integer> trained) {
        String positions = trained.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        String direction = nesterov ? "torch.add(g, v[i], alpha=" + ScriptSource.number(momentum) + ")" : "v[i]";
        source.define(
                "update",
                "w: List[Tensor], v: List[Tensor], inputs: List[Tensor], t: Tensor, rate: Tensor",
                "List[Tensor]",
                """
                trained = %s
                views = annotate(List[Tensor], [])
                for i in range(torch.len(w)):
                  _0 = torch.append(views, torch.detach(w[i]))
                parameters = annotate(List[Tensor], [])
                for i in range(torch.len(trained)):
                  _1 = torch.append(parameters, torch.requires_grad_(views[trained[i]], True))
                loss = self.step_loss(views, inputs, t)
                gradients = torch.grad([loss], parameters, None, None, False, False)
                step = -float(rate)
                for i in range(torch.len(trained)):
                  gradient = gradients[i]
                  assert gradient is not None
                  parameter = w[trained[i]]
                  g = torch.add(gradient, parameter, alpha=%s)
                  _2 = torch.add_(torch.mul_(v[i], %s), g)
                  _3 = torch.add_(parameter, %s, alpha=step)
                return [torch.detach(loss)]
                """.formatted(positions, ScriptSource.number(weightDecay), ScriptSource.number(momentum), direction));
    }
}
