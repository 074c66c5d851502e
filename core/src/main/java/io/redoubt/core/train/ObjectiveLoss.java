package io.redoubt.core.train;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.ScriptSource;

/** The objective's own loss, averaged over the images of each input and then over the inputs. */
record ObjectiveLoss() implements TrainingLoss {

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        source.define("step_loss", "w: List[Tensor], inputs: List[Tensor], t: Tensor", "Tensor", """
                losses = annotate(List[Tensor], [])
                for i in range(torch.len(inputs)):
                  _0 = torch.append(losses, torch.mean(self.losses(w, inputs[i], t, %s)))
                return torch.mean(torch.stack(losses))
                """.formatted(
                        modes.arguments()));
    }
}
