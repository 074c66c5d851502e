package io.redoubt.core.toy;

import io.redoubt.core.loss.LossInputs;
import io.redoubt.core.loss.TrainingLoss;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;

/**
 * MART (Wang et al. 2020) for two classes, equation 11: the boosted cross entropy of the adversarial images plus {@code
 * beta * KL(f(x) || f(x_adv)) * (1 - f_y(x))}, which weights each image by the uncertainty of the network.
 *
 * @param beta weight of the divergence
 */
record MartLoss(double beta) implements TrainingLoss {
    @Override
    public LossInputs inputs() {
        return LossInputs.ADVERSARIAL_AND_CLEAN;
    }

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        source.define(
                ScriptMethods.STEP_LOSS,
                CodeBlock.of("""
                    adversarial = torch.log_softmax(self.logits(w, inputs[0], {modes}), 1)
                    clean = torch.log_softmax(self.logits(w, inputs[1], {modes}), 1)
                    label = torch.unsqueeze(t, 1)
                    other = torch.rsub(label, 1)
                    margin = torch.log(torch.rsub(torch.exp(torch.gather(adversarial, 1, other)), 1.0001))
                    boosted = torch.neg(torch.add(torch.gather(adversarial, 1, label), margin))
                    divergence = torch.sum(torch.mul(torch.exp(clean), torch.sub(clean, adversarial)), [1], True)
                    weight = torch.rsub(torch.exp(torch.gather(clean, 1, label)), 1.0)
                    return torch.mean(torch.add(boosted, torch.mul(divergence, weight), alpha={beta}))
                    """).with("modes", modes.arguments()).with("beta", beta));
    }
}
