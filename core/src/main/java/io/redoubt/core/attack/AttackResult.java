package io.redoubt.core.attack;

import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.attack.search.PassCounts;
import java.util.List;

/**
 * The result of an attack suite on a range of images.
 *
 * @param examples the best point found for each image
 * @param figures the clean pass and then each attack of the suite, in order; passes count each member of an ensemble
 */
public record AttackResult(AdversarialExamples examples, List<AttackFigures> figures) {
    public AttackResult {
        figures = List.copyOf(figures);
    }

    /** Returns all passes, including those over the clean images. */
    public PassCounts passes() {
        return figures.stream()
                .map(attack -> new PassCounts(attack.forwardPasses(), attack.backwardPasses()))
                .reduce(PassCounts.NONE, PassCounts::plus);
    }
}
