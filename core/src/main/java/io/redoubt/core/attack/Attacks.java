package io.redoubt.core.attack;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.AttackName;
import java.util.Map;
import java.util.TreeMap;

/** The attacks by the family of their name. A new attack is a class and a line in this table. */
public final class Attacks {
    private static final Map<String, Family> FAMILIES = new TreeMap<>(Map.of(
            "fgsm", (name, ball, stepSize) -> Pgd.fgsm(ball),
            "pgd", (name, ball, stepSize) -> Pgd.of(ball, name.steps(), stepSize)));

    private Attacks() {}

    /**
     * The attack of that name.
     *
     * @param ball the perturbation set
     * @param stepSize length of a gradient step in pixel space, for attacks that take one
     * @throws InvalidFieldException when no family of that name is known
     */
    public static Attack of(AttackName name, LinfBall ball, double stepSize) {
        Family family = FAMILIES.get(name.family());
        if (family == null) {
            throw new InvalidFieldException(
                    "attack", name + " is not known; families are " + String.join(", ", FAMILIES.keySet()));
        }
        return family.create(name, ball, stepSize);
    }

    /** Makes an attack of one family. */
    @FunctionalInterface
    private interface Family {
        Attack create(AttackName name, LinfBall ball, double stepSize);
    }
}
