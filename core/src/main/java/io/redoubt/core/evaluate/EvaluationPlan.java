package io.redoubt.core.evaluate;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import java.util.List;

/**
 * The measurements of a {@link ModelEvaluator} besides accuracy on clean images.
 *
 * @param attacks attacks to run, no duplicates; the name {@code corruptions} is equivalent to the flag
 * @param examples stored examples to evaluate
 * @param corruptions whether to evaluate on corrupted images
 * @param checks number of images, from the first, to check for masked gradients; 0 for none
 */
public record EvaluationPlan(List<AttackName> attacks, List<StoredExamples> examples, boolean corruptions, int checks) {

    /** @throws InvalidFieldException if an attack occurs twice, or {@code checks} is negative */
    public EvaluationPlan {
        corruptions = corruptions || attacks.stream().anyMatch(AttackName::corrupts);
        attacks = attacks.stream().filter(attack -> !attack.corrupts()).toList();
        examples = List.copyOf(examples);
        if (attacks.stream().distinct().count() < attacks.size()) {
            throw new InvalidFieldException("attack", attacks + " names an attack twice; name each attack once");
        }
        if (checks < 0) {
            throw new InvalidFieldException("checks", checks + " is out of range; use 0 for none, or more");
        }
    }
}
