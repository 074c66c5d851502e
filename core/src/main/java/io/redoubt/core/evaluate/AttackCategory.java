package io.redoubt.core.evaluate;

import io.redoubt.api.request.AttackFamily;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.AttackSetting;

/** What an attack may know and do, which decides the order in which attacks must stand. */
final class AttackCategory {

    private AttackCategory() {}

    /** Whether it knows no gradient of the subject. */
    static boolean isBlackBox(AttackName attack) {
        return attack.steps().stream().allMatch(AttackCategory::isBlackBox);
    }

    static boolean isBlackBox(AttackSetting step) {
        return step.family().guidance() == AttackFamily.Guidance.QUERIES;
    }

    /** Whether it takes a single gradient step, and nothing else. */
    static boolean isOneStep(AttackName attack) {
        return attack.steps().stream().allMatch(AttackCategory::isOneStep);
    }

    private static boolean isOneStep(AttackSetting step) {
        return !isBlackBox(step) && step.budget() == 1;
    }

    /** Whether some of it takes several gradient steps. */
    static boolean isIterative(AttackName attack) {
        return attack.steps().stream().anyMatch(step -> !isBlackBox(step) && step.budget() > 1);
    }

    /** Whether it takes several gradient steps, all of them up the cross entropy. */
    static boolean followsCrossEntropy(AttackName attack) {
        return isIterative(attack) && attack.steps().stream().allMatch(AttackCategory::followsCrossEntropy);
    }

    private static boolean followsCrossEntropy(AttackSetting step) {
        return switch (step.family().guidance()) {
            case CHOSEN_LOSS -> !step.margin() && !step.targeted();
            case CROSS_ENTROPY -> true;
            case OTHER_LOSS, QUERIES -> false;
        };
    }
}
