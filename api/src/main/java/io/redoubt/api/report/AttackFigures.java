package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.redoubt.api.Require;

/**
 * The figures of one attack of a suite, over all images that it was run on. The first attack of a suite is {@value
 * #CLEAN}, the pass over the unperturbed images. {@code report.json} and the metrics of a job hold {@code attack}, {@code
 * attacked}, {@code fooled} and {@code seconds} only; the others are 0 when read from there.
 *
 * @param attack name of the attack, such as {@code apgd-ce}
 * @param attacked number of images that it ran on
 * @param fooled number of those that it made the model misclassify; for {@value #CLEAN}, those already misclassified
 * @param standing number of images that are still classified correctly after this attack and the earlier ones
 * @param forwardPasses images sent forward through a network; for an ensemble, through each member
 * @param backwardPasses forward passes for which a gradient was computed
 * @param seconds wall-clock seconds
 */
public record AttackFigures(
        String attack,
        int attacked,
        int fooled,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int standing,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long forwardPasses,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long backwardPasses,
        double seconds) {

    /** The pass over the unperturbed images, before any attack. */
    public static final String CLEAN = "clean";

    public AttackFigures {
        Require.present("attack", attack);
    }

    /** Figures without the fields that metrics and reports leave out. */
    public static AttackFigures of(String attack, int attacked, int fooled, double seconds) {
        return new AttackFigures(attack, attacked, fooled, 0, 0, 0, seconds);
    }

    /** Returns the sum of these figures and those of the same attack on other images. */
    public AttackFigures plus(AttackFigures other) {
        return new AttackFigures(
                attack,
                attacked + other.attacked,
                fooled + other.fooled,
                standing + other.standing,
                forwardPasses + other.forwardPasses,
                backwardPasses + other.backwardPasses,
                seconds + other.seconds);
    }

    /** Returns the figures for an ensemble of {@code networks} members, each of which makes these passes. */
    public AttackFigures perMember(int networks) {
        return new AttackFigures(
                attack, attacked, fooled, standing, forwardPasses * networks, backwardPasses * networks, seconds);
    }
}
