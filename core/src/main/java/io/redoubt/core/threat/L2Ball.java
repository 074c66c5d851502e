package io.redoubt.core.threat;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.data.random.RandomStream;
import java.nio.FloatBuffer;

/**
 * The perturbations of a Euclidean length of at most a radius that keep the image in [0,1]. A point is first moved towards
 * the image and then clipped to [0,1], which only brings it closer.
 *
 * @param radius eps in pixel space, greater than 0
 */
public record L2Ball(double radius) implements Ball {
    /** Gradients and perturbations shorter than this have no direction. */
    private static final double TINY = 1e-12;

    public L2Ball {
        if (!(radius > 0 && Double.isFinite(radius))) {
            throw new IllegalArgumentException("radius is " + radius + "; use a number greater than 0, such as 0.5");
        }
    }

    @Override
    public Ball withRadius(double other) {
        return new L2Ball(other);
    }

    @Override
    public double largestUseful(int pixels) {
        return Math.sqrt(pixels);
    }

    @Override
    public double distance(float[] from, float[] to) {
        double squares = 0;
        for (int i = 0; i < from.length; i++) {
            double change = (double) to[i] - from[i];
            squares += change * change;
        }
        return Math.sqrt(squares);
    }

    @Override
    public void project(float[] point, float[] clean) {
        double length = distance(clean, point);
        double scale = length > radius ? radius / length : 1;
        for (int i = 0; i < point.length; i++) {
            double pixel = scale == 1 ? point[i] : clean[i] + scale * ((double) point[i] - clean[i]);
            point[i] = (float) Math.min(1, Math.max(0, pixel));
        }
    }

    @Override
    public float[] steepest(float[] gradient) {
        double length = distance(new float[gradient.length], gradient);
        float[] unit = new float[gradient.length];
        if (length > TINY) {
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (float) (gradient[i] / length);
            }
        }
        return unit;
    }

    /** A direction drawn from the sphere, a length whose d-th power is uniform. */
    @Override
    public void sample(long[] seeds, FloatBuffer into) {
        int pixels = into.remaining() / seeds.length;
        double[] direction = new double[pixels];
        for (long seed : seeds) {
            RandomStream random = new RandomStream(seed);
            double squares = 0;
            for (int i = 0; i < pixels; i++) {
                direction[i] = random.nextGaussian();
                squares += direction[i] * direction[i];
            }
            double length = radius * StrictMath.pow(random.nextDouble(), 1.0 / pixels);
            for (double value : direction) {
                into.put((float) (value * length / Math.sqrt(squares)));
            }
        }
    }

    @Override
    public CodeBlock preparation() {
        return CodeBlock.of("");
    }

    @Override
    public CodeBlock projection() {
        return CodeBlock.of("""
                change = torch.sub(x_adv, x)
                length = torch.add(torch.norm(change, 2, [1, 2, 3], True), {tiny})
                shrink = torch.clamp(torch.mul(torch.reciprocal(length), {radius}), None, 1.)
                x_adv = torch.clamp(torch.add(x, torch.mul(change, shrink)), 0., 1.)
                """).with("tiny", TINY).with("radius", radius);
    }

    @Override
    public CodeBlock ascent(double stepSize) {
        return CodeBlock.of("""
                unit = torch.div(g, torch.add(torch.norm(g, 2, [1, 2, 3], True), {tiny}))
                x_adv = torch.add(torch.detach(z), unit, alpha={step_size})
                """).with("tiny", TINY).with("step_size", stepSize).then(projection());
    }
}
