package io.redoubt.core.train;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import java.util.List;

/** Script that computes the gradient of a {@link TrainingLoss} with respect to the weights. */
final class StepGradients {
    /** Returns the loss of the step, followed by its gradient with respect to each parameter. */
    static final ScriptMethod GRADIENTS =
            new ScriptMethod("gradients", Type.TENSORS, ScriptMethods.STEP_LOSS.arguments());

    private StepGradients() {}

    /**
     * Defines {@link #GRADIENTS}.
     *
     * @param parameters positions in {@code w}
     */
    static ScriptSource define(ScriptSource source, List<Integer> parameters) {
        return source.define(GRADIENTS, CodeBlock.of("""
                parameters = annotate(List[Tensor], [])
                positions = {positions}
                for i in range(torch.len(positions)):
                  _0 = torch.append(parameters, torch.requires_grad_(w[positions[i]], True))
                loss = self.step_loss(w, inputs, t)
                gradients = torch.grad([loss], parameters)
                results = annotate(List[Tensor], [torch.detach(loss)])
                for i in range(torch.len(gradients)):
                  g = gradients[i]
                  assert g is not None
                  _1 = torch.append(results, torch.contiguous(g))
                return results
                """).with("positions", parameters));
    }
}
