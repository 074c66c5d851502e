package io.redoubt.core.attack;

import java.util.List;

/**
 * What is done of an attack of a ladder that is not finished.
 *
 * @param given the images it was given, counted from the first of all
 * @param done how many of those, from the first on, have been searched for
 * @param passes what that cost
 * @param seconds wall-clock seconds that it took
 */
public record PartialAttack(List<Integer> given, int done, PassCounts passes, double seconds) {
    public PartialAttack {
        given = List.copyOf(given);
        if (done < 0 || done > given.size()) {
            throw new IllegalArgumentException(done + " images are not a part of " + given.size());
        }
    }
}
