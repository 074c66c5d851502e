package io.redoubt.core.adversary;

import io.redoubt.core.model.BatchNormModes;
import io.redoubt.core.script.DeviceTensor;
import io.redoubt.core.script.DeviceTensors;
import io.redoubt.core.script.ScriptSource;
import io.redoubt.core.script.ScriptStep;
import io.redoubt.core.threat.Ball;

/**
 * Projected gradient descent (Madry et al. 2018) as in the paper's code: from a random point of the ball, each step moves
 * along the sign of the gradient of the batch-mean loss (in the Euclidean norm: along the gradient) and is moved into the
 * ball and into [0,1]; the last iterate is returned. One step from the clean image with the radius as its length is FGSM (Goodfellow et al. 2015).
 *
 * @param ball the perturbation set
 * @param steps at least 1
 * @param stepSize length of a step in pixel space, greater than 0
 * @param start where it begins
 * @param modes the batch-norm modes of its forward passes
 * @param losses the method of the objective's script whose mean it raises, as {@code losses} in form
 */
public record Pgd(Ball ball, int steps, double stepSize, RandomStart start, BatchNormModes modes, String losses)
        implements TrainingAdversary {
    private static final String OWN_LOSSES = "losses";

    public Pgd {
        if (steps < 1) {
            throw new IllegalArgumentException("steps is " + steps + "; use 1 or more");
        }
        if (!(stepSize > 0 && Double.isFinite(stepSize))) {
            throw new IllegalArgumentException("step is " + stepSize + "; use a number greater than 0, such as 2/255");
        }
    }

    /** Raises the objective's own loss. */
    public Pgd(Ball ball, int steps, double stepSize, RandomStart start, BatchNormModes modes) {
        this(ball, steps, stepSize, start, modes, OWN_LOSSES);
    }

    /** The attack of the paper's evaluation: uniform start, batch norms in evaluation mode. */
    public static Pgd of(Ball ball, int steps, double stepSize) {
        return new Pgd(ball, steps, stepSize, RandomStart.UNIFORM, BatchNormModes.EVALUATION);
    }

    /** The same attack with other batch-norm modes. */
    public Pgd withModes(BatchNormModes other) {
        return new Pgd(ball, steps, stepSize, start, other, losses);
    }

    /** The gradient is taken with respect to the images alone: no tensor of {@code w} asks for one. */
    @Override
    public void define(ScriptSource source, String prefix) {
        String first =
                switch (start) {
                    case NONE -> "x_adv = x\n";
                    case UNIFORM -> "x_adv = torch.add(x, noise)\n";
                    case UNIFORM_CLIPPED -> "x_adv = torch.add(x, noise)\n" + ball.projection();
                };
        String loop = """
                for i in range(%d):
                  z = torch.requires_grad_(torch.detach(x_adv), True)
                  loss = torch.mean(self.%s(w, z, t, %s))
                  g = torch.grad([loss], [z], None, None, False, False)[0]
                  assert g is not None
                """.formatted(steps, losses, modes.arguments())
                + ball.ascent(stepSize).indent(2)
                + "return torch.detach(x_adv)\n";
        source.define(
                prefix + "_pgd",
                "w: List[Tensor], x: Tensor, t: Tensor, noise: Tensor",
                "Tensor",
                ball.preparation() + first + loop);
    }

    @Override
    public DeviceTensor perturb(
            String prefix,
            ScriptStep step,
            DeviceTensors weights,
            DeviceTensor images,
            DeviceTensor targets,
            long[] seeds) {
        DeviceTensor noise =
                start == RandomStart.NONE ? images : step.floats(images.shape(), into -> ball.sample(seeds, into));
        return step.call(prefix + "_pgd", weights, images, targets, noise).get(0);
    }

    @Override
    public int passes() {
        return steps;
    }
}
