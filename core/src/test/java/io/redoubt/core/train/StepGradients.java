package io.redoubt.core.train;

import io.redoubt.core.script.ScriptSource;
import java.util.List;
import java.util.stream.Collectors;

/** The gradient of a {@link TrainingLoss} with respect to the weights, as script. */
final class StepGradients {
    private StepGradients() {}

    /**
     * Defines {@code gradients(w: List[Tensor], inputs: List[Tensor], t: Tensor) -> List[Tensor]}: the loss of the step,
     * then its gradient for each parameter.
     *
     * @param parameters positions in {@code w}
     */
    static ScriptSource define(ScriptSource source, List<Integer> parameters) {
        String positions = parameters.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
        return source.define(
                "gradients", "w: List[Tensor], inputs: List[Tensor], t: Tensor", "List[Tensor]", """
                parameters = annotate(List[Tensor], [])
                positions = %s
                for i in range(torch.len(positions)):
                  _0 = torch.append(parameters, torch.requires_grad_(w[positions[i]], True))
                loss = self.step_loss(w, inputs, t)
                gradients = torch.grad([loss], parameters, None, None, False, False)
                results = annotate(List[Tensor], [torch.detach(loss)])
                for i in range(torch.len(gradients)):
                  g = gradients[i]
                  assert g is not None
                  _1 = torch.append(results, torch.contiguous(g))
                return results
                """.formatted(
                                positions));
    }
}
