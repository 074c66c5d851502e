package io.redoubt.core.attack;

import java.util.List;
import java.util.stream.IntStream;

/** The classes that targeted attacks aim at: those that the clean image is most likely taken for, besides its own. */
final class Targets {
    /** Most targets of an image (Croce and Hein 2020). */
    static final int MOST = 9;

    private Targets() {}

    /** At most {@value #MOST} classes, the likeliest first; fewer where there are fewer classes. */
    static List<Integer> of(Pursuit image) {
        float[] logits = image.cleanLogits();
        return IntStream.range(0, logits.length)
                .filter(target -> target != image.label())
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(MOST)
                .toList();
    }
}
