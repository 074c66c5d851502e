package io.redoubt.core.train;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/** The loss of the objective, averaged over the images of each input and then over the inputs. */
record ObjectiveLoss() implements TrainingLoss {

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        source.define(ScriptMethods.STEP_LOSS, CodeBlock.of("""
                losses = annotate(List[Tensor], [])
                for i in range(torch.len(inputs)):
                  _0 = torch.append(losses, torch.mean(self.losses(w, inputs[i], t, {modes})))
                return torch.mean(torch.stack(losses))
                """).with("modes", modes.arguments()));
    }
}
