package io.redoubt.core.attack;

import io.redoubt.core.attack.search.PassCounts;
import java.util.List;

/**
 * The progress of the unfinished attack of a suite.
 *
 * @param given indices of the images that the attack runs on
 * @param done number of those images, from the first, whose search is finished
 * @param passes passes so far
 * @param seconds wall-clock seconds so far
 */
public record PartialAttack(List<Integer> given, int done, PassCounts passes, double seconds) {
    public PartialAttack {
        given = List.copyOf(given);
        if (done < 0 || done > given.size()) {
            throw new IllegalArgumentException("done is " + done + "; use 0 to " + given.size());
        }
    }
}
