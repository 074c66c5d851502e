package io.redoubt.cli.standalone;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.AttackName;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What is to be measured.
 *
 * @param attacks the attacks to run
 * @param examples files of stored examples to judge
 * @param corruptions whether images are corrupted too
 * @param checks images, from the first, to check for masked gradients; 0 for none
 */
public record EvaluationPlan(List<AttackName> attacks, List<Path> examples, boolean corruptions, int checks) {

    private static final String ATTACK = "--attack";

    /** @throws InvalidFieldException naming the option, when an attack is named twice or {@code checks} is negative */
    public EvaluationPlan {
        corruptions = corruptions || attacks.stream().anyMatch(AttackName::corrupts);
        attacks = attacks.stream().filter(attack -> !attack.corrupts()).toList();
        examples = List.copyOf(examples);
        if (attacks.stream().distinct().count() < attacks.size()) {
            throw new InvalidFieldException(ATTACK, attacks + " names an attack twice");
        }
        if (checks < 0) {
            throw new InvalidFieldException("--checks", checks + " is out of range; use 0 for none, or more");
        }
    }

    /** Attacks by their names, with commas between them. */
    public static List<AttackName> attacks(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(name -> attack(name.strip()))
                .toList();
    }

    /** An attack by its name. */
    public static AttackName attack(String name) {
        return OptionErrors.ofValue(ATTACK, () -> AttackName.parse(name));
    }
}
