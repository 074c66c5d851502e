package io.redoubt.api.report;

import io.redoubt.api.Require;

/**
 * What one attack of a ladder did. The first step is {@code clean}, the pass over the images as they are.
 *
 * @param attack its name
 * @param attacked images it was given
 * @param fooled those of them that it fooled the subject with
 * @param standing images of the range that are right as they are and that no attack so far fooled the subject with
 * @param forwardPasses images sent forward, through each member of an ensemble
 * @param backwardPasses those of them that a gradient was taken for
 * @param seconds wall-clock seconds
 */
public record AttackFigures(
        String attack,
        int attacked,
        int fooled,
        int standing,
        long forwardPasses,
        long backwardPasses,
        double seconds) {

    public AttackFigures {
        Require.present("attack", attack);
    }
}
