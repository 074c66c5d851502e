package io.redoubt.api.attack;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.redoubt.api.InvalidFieldException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An attack by its name in requests and reports: one attack such as {@code pgd-20}; a suite such as {@code
 * apgd-ce+square-1000}, in which each attack runs on the images that withstood the earlier ones; or {@value
 * #AUTOATTACK}, the suite of Croce and Hein (ICML 2020) with its published budgets.
 *
 * @param steps the attacks in order, at least one
 */
public record AttackName(List<AttackSetting> steps) {

    /** The standard version of AutoAttack: APGD-CE, APGD-T, FAB-T and Square. */
    public static final String AUTOATTACK = "autoattack";

    /** Common corruptions. */
    public static final String CORRUPTIONS = "corruptions";

    /** The separator of the attacks of a suite. */
    static final String PLUS = "+";

    private static final int MOST = 12;
    private static final List<AttackSetting> STANDARD = List.of(
            AttackSetting.of(AttackFamily.APGD_CE),
            AttackSetting.of(AttackFamily.APGD_T),
            AttackSetting.of(AttackFamily.FAB_T),
            AttackSetting.of(AttackFamily.SQUARE));

    @JsonCreator(mode = JsonCreator.Mode.DISABLED)
    public AttackName {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST) {
            throw new InvalidFieldException("attacks", "a suite of " + steps.size() + " attacks; use 1 to " + MOST);
        }
        if (steps.size() > 1 && steps.stream().anyMatch(step -> step.family().equals(AttackFamily.CORRUPTIONS))) {
            throw new InvalidFieldException(
                    "attacks", "corruptions cannot be part of a suite; list them as a separate attack");
        }
    }

    /** Reads a name. */
    @JsonCreator
    public static AttackName parse(String name) {
        if (AUTOATTACK.equals(name)) {
            return new AttackName(STANDARD);
        }
        return new AttackName(Arrays.stream(String.valueOf(name).split("\\+", -1))
                .map(AttackSetting::parse)
                .toList());
    }

    /**
     * Whether this is a single FGSM or PGD attack, which perturbs every image as in the paper. A suite leaves already
     * misclassified images unchanged.
     */
    public boolean perturbsEveryImage() {
        return steps.size() == 1 && steps.get(0).family().chooses();
    }

    /** Whether the images are corrupted rather than attacked, so that they lie in no ball. */
    public boolean corrupts() {
        return steps.get(0).family().equals(AttackFamily.CORRUPTIONS);
    }

    /** The attacks that a suite can contain, for help texts. */
    public static String known() {
        return AttackFamily.listed();
    }

    /** Returns the canonical name. */
    @JsonValue
    @Override
    public String toString() {
        return steps.equals(STANDARD)
                ? AUTOATTACK
                : steps.stream().map(AttackSetting::toString).collect(Collectors.joining(PLUS));
    }
}
