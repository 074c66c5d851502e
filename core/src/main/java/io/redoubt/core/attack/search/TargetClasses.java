package io.redoubt.core.attack.search;

import java.util.List;
import java.util.stream.IntStream;

/** The classes that targeted attacks aim at: the likeliest classes of the clean image other than its label. */
public final class TargetClasses {
    /** Maximum number of targets per image (Croce and Hein 2020). */
    public static final int MOST = 9;

    private TargetClasses() {}

    /** At most {@value #MOST} classes, the likeliest first; fewer if there are fewer classes. */
    public static List<Integer> of(AttackedImage image) {
        return ranked(image.cleanLogits()).stream()
                .filter(target -> target != image.label())
                .limit(MOST)
                .toList();
    }

    /** All classes by descending logit; ties are in index order. */
    public static List<Integer> ranked(float[] logits) {
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .toList();
    }
}
