package io.redoubt.core.attack.search;

import java.util.List;
import java.util.stream.IntStream;

/** The classes that targeted attacks aim at: those that the clean image is most likely taken for, besides its own. */
public final class TargetClasses {
    /** Most targets of an image (Croce and Hein 2020). */
    public static final int MOST = 9;

    private TargetClasses() {}

    /** At most {@value #MOST} classes, the likeliest first; fewer where there are fewer classes. */
    public static List<Integer> of(AttackedImage image) {
        return ranked(image.cleanLogits()).stream()
                .filter(target -> target != image.label())
                .limit(MOST)
                .toList();
    }

    /** All classes, the one with the largest logit first; of equals, the first. */
    public static List<Integer> ranked(float[] logits) {
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .toList();
    }
}
