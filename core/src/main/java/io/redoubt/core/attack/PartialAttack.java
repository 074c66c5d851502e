package io.redoubt.core.attack;

import io.redoubt.core.attack.search.PassCounts;
import java.util.List;

/**
 * The progress of the attack of a suite that is not finished.
 *
 * @param given the images it is given, counted from the first of all
 * @param done number of those, from the first, whose search is finished
 * @param passes passes so far
 * @param seconds wall-clock seconds so far
 */
public record PartialAttack(List<Integer> given, int done, PassCounts passes, double seconds) {
    public PartialAttack {
        given = List.copyOf(given);
        if (done < 0 || done > given.size()) {
            throw new IllegalArgumentException(done + " images are not a part of " + given.size());
        }
    }
}
