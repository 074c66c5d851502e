package io.redoubt.core.evaluate;

import io.redoubt.api.request.AttackFamily;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.AttackStep;

/** What an attack may know and do, which decides the order in which attacks must stand. */
final class AttackKind {

    private AttackKind() {}

    /** Whether it knows no gradient of the subject. */
    static boolean isBlackBox(AttackName attack) {
        return attack.steps().stream().allMatch(AttackKind::isBlackBox);
    }

    static boolean isBlackBox(AttackStep step) {
        return step.family() == AttackFamily.SQUARE;
    }

    /** Whether it takes a single gradient step, and nothing else. */
    static boolean isOneStep(AttackName attack) {
        return attack.steps().stream().allMatch(AttackKind::isOneStep);
    }

    private static boolean isOneStep(AttackStep step) {
        return !isBlackBox(step) && step.budget() == 1;
    }

    /** Whether some of it takes several gradient steps. */
    static boolean isIterative(AttackName attack) {
        return attack.steps().stream().anyMatch(step -> !isBlackBox(step) && step.budget() > 1);
    }

    /** Whether it takes several gradient steps, all of them up the cross entropy. */
    static boolean followsCrossEntropy(AttackName attack) {
        return isIterative(attack) && attack.steps().stream().allMatch(AttackKind::followsCrossEntropy);
    }

    private static boolean followsCrossEntropy(AttackStep step) {
        return switch (step.family()) {
            case FGSM, PGD -> !step.margin() && !step.targeted();
            case APGD_CE -> true;
            default -> false;
        };
    }
}
