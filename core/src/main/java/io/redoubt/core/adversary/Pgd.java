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
import java.nio.FloatBuffer;

/**
 * Projected gradient descent (Madry et al. 2018) as in the paper's code: from a random point of the ball, each step adds the
 * sign of the gradient of the batch-mean loss (in the Euclidean norm: the normalised gradient) times the step size, and
 * projects onto the ball and [0,1]. Returns the last iterate. One step of the size of the radius from the clean image is
 * FGSM (Goodfellow et al. 2015).
 *
 * @param ball the perturbation set
 * @param steps at least 1
 * @param stepSize length of a step in pixel space, greater than 0
 * @param start the first iterate
 * @param modes the batch-norm modes of its forward passes
 * @param losses the method whose mean it maximises, of the signature of {@link ScriptMethods#LOSSES}
 */
public record Pgd(Ball ball, int steps, double stepSize, RandomStart start, BatchNormModes modes, ScriptMethod losses)
        implements TrainingAdversary {
    public Pgd {
        if (steps < 1) {
            throw new IllegalArgumentException("steps is " + steps + "; use 1 or more");
        }
        if (!(stepSize > 0 && Double.isFinite(stepSize))) {
            throw new IllegalArgumentException("step is " + stepSize + "; use a number greater than 0, such as 2/255");
        }
    }

    /** PGD on the loss of the objective. */
    public Pgd(Ball ball, int steps, double stepSize, RandomStart start, BatchNormModes modes) {
        this(ball, steps, stepSize, start, modes, ScriptMethods.LOSSES);
    }

    /** The attack of the paper's evaluation: uniform start, batch norms in evaluation mode. */
    public static Pgd of(Ball ball, int steps, double stepSize) {
        return new Pgd(ball, steps, stepSize, RandomStart.UNIFORM, BatchNormModes.EVALUATION);
    }

    /** The gradient is taken with respect to the images alone: no tensor of {@code w} requires one. */
    @Override
    public void define(ScriptSource source, String prefix) {
        CodeBlock first =
                switch (start) {
                    case NONE -> CodeBlock.of("x_adv = x\n");
                    case UNIFORM -> CodeBlock.of("x_adv = torch.add(x, noise)\n");
                    case UNIFORM_CLIPPED ->
                        CodeBlock.of("x_adv = torch.add(x, noise)\n").then(ball.projection());
                };
        CodeBlock loop = CodeBlock.of("""
                {preparation}
                {start}
                for i in range({steps}):
                  z = torch.requires_grad_(torch.detach(x_adv), True)
                  loss = torch.mean({losses}(w, z, t, {modes}))
                  g = torch.grad([loss], [z])[0]
                  assert g is not None
                  {ascent}
                return torch.detach(x_adv)
                """)
                .with("preparation", ball.preparation())
                .with("start", first)
                .with("steps", steps)
                .with("losses", losses)
                .with("modes", modes.arguments())
                .with("ascent", ball.ascent(stepSize));
        source.define(method(prefix), loop);
    }

    static ScriptMethod method(String prefix) {
        return new ScriptMethod(
                prefix + "_pgd",
                Type.TENSOR,
                ScriptMethods.WEIGHTS,
                ScriptMethods.IMAGES,
                ScriptMethods.TARGETS,
                TrainingAdversary.NOISE);
    }

    @Override
    public DeviceTensor perturb(
            String prefix,
            ScriptStep step,
            DeviceTensors weights,
            DeviceTensor images,
            DeviceTensor targets,
            DeviceTensor noise) {
        return step.call(method(prefix), weights, images, targets, noise).get(0);
    }

    @Override
    public boolean startsRandomly() {
        return start != RandomStart.NONE;
    }

    @Override
    public void fillNoise(long[] seeds, FloatBuffer into) {
        ball.sample(seeds, into);
    }

    @Override
    public int passes() {
        return steps;
    }
}
