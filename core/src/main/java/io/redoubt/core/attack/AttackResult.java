package io.redoubt.core.attack;

import java.util.List;

/**
 * What an attack made of a range of images.
 *
 * @param examples the strongest point found for each
 * @param rungs what each attack of the ladder did, in order
 * @param passes all passes, that over the clean images included
 */
public record AttackResult(AdversarialExamples examples, List<AttackOutcome> rungs, PassCounts passes) {
    public AttackResult {
        rungs = List.copyOf(rungs);
    }
}
