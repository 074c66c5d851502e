package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.redoubt.api.Require;
import java.util.List;

/**
 * What one attack on one subject cost, the jobs of all ranges of images together. Passes are images sent through a network:
 * for an ensemble, one through each member.
 *
 * @param forwardPasses passes forward
 * @param backwardPasses those of them that a gradient was taken for
 * @param seconds wall-clock seconds
 * @param rungs what each attack of the ladder did, in order, the pass over the clean images first; not in JSON where the jobs
 *     did not record it
 */
public record AttackCost(
        long forwardPasses,
        long backwardPasses,
        double seconds,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Rung> rungs) {

    public AttackCost {
        rungs = rungs == null ? List.of() : List.copyOf(rungs);
    }

    /**
     * One attack of a ladder.
     *
     * @param attack its name, such as {@code apgd-ce}, or {@value #CLEAN}
     * @param attacked images that it was given
     * @param fooled those of them that it fooled the subject with
     * @param seconds wall-clock seconds
     */
    public record Rung(String attack, int attacked, int fooled, double seconds) {

        /** The pass over the clean images, before any attack. */
        public static final String CLEAN = "clean";

        public Rung {
            Require.present("attack", attack);
        }
    }
}
