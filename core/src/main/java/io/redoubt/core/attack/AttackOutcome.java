package io.redoubt.core.attack;

/**
 * What one attack of a ladder did.
 *
 * @param attack its name
 * @param attacked images it was given
 * @param fooled those of them that it fooled the classifier with; of the pass over the images as they are, those that are
 *     wrong
 * @param standing images of the whole range that are right as they are and that no attack so far fooled the classifier with
 * @param passes what it cost
 * @param seconds wall-clock seconds
 */
public record AttackOutcome(String attack, int attacked, int fooled, int standing, PassCounts passes, double seconds) {}
