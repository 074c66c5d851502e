package io.redoubt.core.threat;

import io.redoubt.api.attack.Threat;
import io.redoubt.data.registry.Registry;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The perturbation sets by the names of their norms. To add a set, write a class and register it in {@link #STANDARD}.
 * Immutable.
 */
public final class PerturbationSets {
    /** The sets that requests may name. */
    public static final PerturbationSets STANDARD = new PerturbationSets(Registry.empty("norm", "a norm"))
            .with(Threat.LINF, LinfBall::new)
            .with(Threat.L2, L2Ball::new);

    private final Registry<DoubleFunction<Ball>> sets;

    private PerturbationSets(Registry<DoubleFunction<Ball>> sets) {
        this.sets = sets;
    }

    /**
     * Returns these sets plus one more.
     *
     * @param set creates the set from its radius
     */
    public PerturbationSets with(String norm, DoubleFunction<Ball> set) {
        return new PerturbationSets(sets.with(norm, set));
    }

    /** The names of all norms. */
    public List<String> names() {
        return sets.names();
    }

    /**
     * The perturbation set of a threat model.
     *
     * @throws io.redoubt.api.InvalidFieldException when the norm is not registered; the message lists the names
     */
    public Ball of(Threat threat) {
        return sets.get(threat.norm()).apply(threat.eps().value());
    }
}
