package io.redoubt.core.train;

import io.redoubt.core.adversary.TradesPgd;
import io.redoubt.core.adversary.TrainingAdversary;
import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.threat.Ball;

/**
 * TRADES (Zhang et al. 2019): {@code CE(f(x), y) + beta * KL(f(x) || f(x_adv))}, each the mean over the batch, with the
 * gradient through both arguments of the divergence. Clean and adversarial images pass the network separately, so that in
 * training mode each batch is normalised by its own statistics.
 *
 * @param beta weight of the divergence, at least 0
 * @param smoothing of the labels in the cross entropy, in [0, 0.5]
 */
record TradesLoss(double beta, double smoothing) implements TrainingLoss {

    @Override
    public void define(ScriptSource source, BatchNormModes modes) {
        CodeBlock loss = CodeBlock.of("""
                adversarial = torch.log_softmax(self.logits(w, inputs[0], {modes}), 1)
                logits = self.logits(w, inputs[1], {modes})
                clean = torch.log_softmax(logits, 1)
                divergence = torch.sum(torch.mul(torch.exp(clean), torch.sub(clean, adversarial)), [1])
                natural = torch.cross_entropy_loss(
                    logits, t, reduction={MEAN_REDUCTION}, label_smoothing={smoothing})
                return torch.add(natural, torch.mean(divergence), alpha={beta})
                """)
                .with("modes", modes.arguments())
                .with("smoothing", smoothing)
                .with("beta", beta);
        source.define(ScriptMethods.STEP_LOSS, loss);
    }

    @Override
    public TrainingAdversary adversary(Ball ball, int steps, double stepSize, BatchNormModes modes) {
        return new TradesPgd(ball, steps, stepSize, modes);
    }
}
