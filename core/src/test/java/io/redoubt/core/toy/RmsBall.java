package io.redoubt.core.toy;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.core.threat.Ball;
import io.redoubt.core.threat.L2Ball;
import java.nio.FloatBuffer;

/**
 * Perturbations whose root mean square is at most a radius: L2 balls whose radius does not depend on the image size.
 *
 * @param radius of the root mean square, in pixel space
 */
record RmsBall(double radius) implements Ball {
    private L2Ball euclidean(int pixels) {
        return new L2Ball(radius * Math.sqrt(pixels));
    }

    @Override
    public Ball withRadius(double other) {
        return new RmsBall(other);
    }

    @Override
    public double largestUseful(int pixels) {
        return 1;
    }

    @Override
    public double distance(float[] from, float[] to) {
        return euclidean(from.length).distance(from, to) / Math.sqrt(from.length);
    }

    @Override
    public void project(float[] point, float[] clean) {
        euclidean(point.length).project(point, clean);
    }

    @Override
    public float[] steepest(float[] gradient) {
        float[] unit = euclidean(gradient.length).steepest(gradient);
        for (int i = 0; i < unit.length; i++) {
            unit[i] *= (float) Math.sqrt(unit.length);
        }
        return unit;
    }

    @Override
    public void sample(long[] seeds, FloatBuffer into) {
        euclidean(into.remaining() / seeds.length).sample(seeds, into);
    }

    @Override
    public CodeBlock preparation() {
        return CodeBlock.of("");
    }

    @Override
    public CodeBlock projection() {
        return CodeBlock.of("""
            change = torch.sub(x_adv, x)
            rms = torch.sqrt(torch.mean(torch.mul(change, change), [1, 2, 3], True))
            shrink = torch.clamp(torch.mul(torch.reciprocal(torch.add(rms, 0.0000000001)), {radius}), None, 1.)
            x_adv = torch.clamp(torch.add(x, torch.mul(change, shrink)), 0., 1.)
            """).with("radius", radius);
    }

    @Override
    public CodeBlock ascent(double stepSize) {
        return CodeBlock.of("""
            slope = torch.sqrt(torch.mean(torch.mul(g, g), [1, 2, 3], True))
            unit = torch.div(g, torch.add(slope, 0.0000000001))
            x_adv = torch.add(torch.detach(z), unit, alpha={step_size})
            """).with("step_size", stepSize).then(projection());
    }
}
