package io.redoubt.core.adversary;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptMethod;
import io.redoubt.core.script.ScriptMethod.Type;
import io.redoubt.core.script.ScriptMethods;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.threat.Ball;
import io.redoubt.data.random.RandomStream;
import java.nio.FloatBuffer;

/**
 * The adversary of TRADES (Zhang et al. 2019): PGD on {@code KL(f(x) || f(x_adv))} from {@code x + 0.001 * N(0, 1)}. It needs
 * a classifier and no targets. The probabilities of the clean images are computed once.
 *
 * @param ball the perturbation set
 * @param steps at least 1
 * @param stepSize length of a step in pixel space, greater than 0
 * @param modes the batch-norm modes of its forward passes
 */
public record TradesPgd(Ball ball, int steps, double stepSize, BatchNormModes modes) implements TrainingAdversary {
    /** The clean image itself is a minimum of the divergence, where the gradient is zero. */
    private static final double START_DEVIATION = 0.001;

    public TradesPgd {
        if (steps < 1 || !(stepSize > 0 && Double.isFinite(stepSize))) {
            throw new IllegalArgumentException("steps is " + steps + " and step " + stepSize
                    + "; use 1 step or more, of a length greater than 0 such as 2/255");
        }
    }

    @Override
    public void define(ScriptSource source, String prefix) {
        CodeBlock loop = CodeBlock.of("""
                {preparation}
                clean = torch.log_softmax(torch.detach(self.logits(w, x, {modes})), 1)
                probabilities = torch.exp(clean)
                x_adv = torch.add(x, noise)
                for i in range({steps}):
                  z = torch.requires_grad_(torch.detach(x_adv), True)
                  adversarial = torch.log_softmax(self.logits(w, z, {modes}), 1)
                  loss = torch.sum(torch.mul(probabilities, torch.sub(clean, adversarial)))
                  g = torch.grad([loss], [z])[0]
                  assert g is not None
                  {ascent}
                return torch.detach(x_adv)
                """)
                .with("preparation", ball.preparation())
                .with("modes", modes.arguments())
                .with("steps", steps)
                .with("ascent", ball.ascent(stepSize));
        source.define(method(prefix), loop);
    }

    static ScriptMethod method(String prefix) {
        return new ScriptMethod(
                prefix + "_kl_pgd", Type.TENSOR, ScriptMethods.WEIGHTS, ScriptMethods.IMAGES, TrainingAdversary.NOISE);
    }

    @Override
    public DeviceTensor perturb(
            String prefix,
            ScriptStep step,
            DeviceTensors weights,
            DeviceTensor images,
            DeviceTensor targets,
            DeviceTensor noise) {
        return step.call(method(prefix), weights, images, noise).get(0);
    }

    @Override
    public boolean startsRandomly() {
        return true;
    }

    @Override
    public void fillNoise(long[] seeds, FloatBuffer into) {
        int pixels = into.remaining() / seeds.length;
        for (long seed : seeds) {
            RandomStream random = new RandomStream(seed);
            for (int i = 0; i < pixels; i++) {
                into.put((float) (START_DEVIATION * random.nextGaussian()));
            }
        }
    }

    @Override
    public int passes() {
        return steps;
    }

    @Override
    public int forwardPasses() {
        return steps + 1;
    }
}
