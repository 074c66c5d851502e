package io.redoubt.core.attack;

import io.redoubt.core.random.RandomStream;
import io.redoubt.core.script.ScriptSource;
import java.nio.FloatBuffer;

/**
 * The perturbations that change no pixel value by more than a radius and keep the image in [0,1].
 *
 * @param radius eps in pixel space, greater than 0 and at most 1
 */
public record LinfBall(double radius) {
    public LinfBall {
        if (!(radius > 0 && radius <= 1)) {
            throw new IllegalArgumentException(
                    "radius is " + radius + "; use a number greater than 0 and at most 1, such as 8/255");
        }
    }

    /**
     * Statements that set {@code low} and {@code high}, the bounds of the ball around {@code x} within [0,1]. Clamping to
     * them equals clipping to the ball and then to [0,1], because {@code x} is inside both.
     */
    String bounds() {
        String eps = ScriptSource.number(radius);
        return """
                low = torch.clamp(torch.sub(x, %s), 0., 1.)
                high = torch.clamp(torch.add(x, %s), 0., 1.)
                """.formatted(eps, eps);
    }

    /**
     * Fills a buffer with perturbations drawn uniformly from the ball, before any clipping to [0,1].
     *
     * @param seeds one an image; the buffer has room for as many images of equal size
     */
    void sample(long[] seeds, FloatBuffer into) {
        int pixels = into.remaining() / seeds.length;
        for (long seed : seeds) {
            RandomStream random = new RandomStream(seed);
            for (int i = 0; i < pixels; i++) {
                into.put((float) ((2 * random.nextFloat() - 1) * radius));
            }
        }
    }
}
