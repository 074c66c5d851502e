package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The cost of one attack on one subject, summed over the jobs of all image ranges. Passes count images sent through a
 * network; an ensemble counts one for each member.
 *
 * @param forwardPasses forward passes
 * @param backwardPasses forward passes for which a gradient was computed
 * @param seconds wall-clock seconds
 * @param rungs the figures of each attack of a suite, in order, starting with the pass over the clean images; omitted from
 *     JSON if the jobs did not record them
 */
public record AttackCost(
        long forwardPasses,
        long backwardPasses,
        double seconds,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties({"standing", "forwardPasses", "backwardPasses"})
        List<AttackFigures> rungs) {

    public AttackCost {
        rungs = rungs == null ? List.of() : List.copyOf(rungs);
    }
}
