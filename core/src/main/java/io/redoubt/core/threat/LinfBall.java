package io.redoubt.core.threat;

import io.redoubt.core.script.CodeBlock;
import io.redoubt.data.random.RandomStream;
import java.nio.FloatBuffer;

/**
 * The perturbations that change no pixel value by more than a radius and keep the image in [0,1].
 *
 * @param radius eps in pixel space, greater than 0 and at most 1
 */
public record LinfBall(double radius) implements Ball {
    public LinfBall {
        if (!(radius > 0 && radius <= 1)) {
            throw new IllegalArgumentException(
                    "radius is " + radius + "; use a number greater than 0 and at most 1, such as 8/255");
        }
    }

    @Override
    public Ball withRadius(double other) {
        return new LinfBall(other);
    }

    @Override
    public double largestUseful(int pixels) {
        return 1;
    }

    @Override
    public double distance(float[] from, float[] to) {
        double largest = 0;
        for (int i = 0; i < from.length; i++) {
            double change = Math.abs((double) to[i] - from[i]);
            // A new maximum is rare: unlike Math.max, this does not wait for the previous pixel.
            if (!(change <= largest)) {
                if (Double.isNaN(change)) {
                    return change;
                }
                largest = change;
            }
        }
        return largest;
    }

    @Override
    public void project(float[] point, float[] clean) {
        float eps = (float) radius;
        for (int i = 0; i < point.length; i++) {
            float low = Math.max(0, clean[i] - eps);
            float high = Math.min(1, clean[i] + eps);
            point[i] = Math.min(high, Math.max(low, point[i]));
        }
    }

    @Override
    public float[] steepest(float[] gradient) {
        float[] signs = new float[gradient.length];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = Math.signum(gradient[i]);
        }
        return signs;
    }

    @Override
    public void sample(long[] seeds, FloatBuffer into) {
        int pixels = into.remaining() / seeds.length;
        for (long seed : seeds) {
            RandomStream random = new RandomStream(seed);
            for (int i = 0; i < pixels; i++) {
                into.put((float) ((2 * random.nextFloat() - 1) * radius));
            }
        }
    }

    /**
     * {@code low} and {@code high}, the bounds of the ball within [0,1]. Clamping to them equals clipping to the ball and
     * then to [0,1], because {@code x} is inside both.
     */
    @Override
    public CodeBlock preparation() {
        return CodeBlock.of("""
                low = torch.clamp(torch.sub(x, {eps}), 0., 1.)
                high = torch.clamp(torch.add(x, {eps}), 0., 1.)
                """).with("eps", radius);
    }

    @Override
    public CodeBlock projection() {
        return CodeBlock.of("x_adv = torch.clamp(x_adv, low, high)\n");
    }

    @Override
    public CodeBlock ascent(double stepSize) {
        return CodeBlock.of("""
                x_adv = torch.clamp(torch.add(torch.detach(z), torch.sign(g), alpha={step_size}), low, high)
                """).with("step_size", stepSize);
    }
}
