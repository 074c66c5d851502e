package io.redoubt.api.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * The cost of one attack on one subject, summed over the jobs of all image ranges. A pass sends one image through one
 * network; an ensemble counts one pass per member.
 *
 * @param forwardPasses forward passes
 * @param backwardPasses forward passes for which a gradient was computed
 * @param seconds wall-clock seconds
 * @param suite the figures of each attack of a suite, in order, starting with the pass over the clean images; {@code rungs}
 *     in JSON, omitted if the jobs did not record them
 */
public record AttackCost(
        long forwardPasses,
        long backwardPasses,
        double seconds,

        @JsonProperty("rungs")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @JsonIgnoreProperties({"standing", "forwardPasses", "backwardPasses"})
        List<AttackFigures> suite) {

    public AttackCost {
        suite = suite == null ? List.of() : List.copyOf(suite);
    }
}
