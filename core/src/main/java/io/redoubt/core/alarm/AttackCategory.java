package io.redoubt.core.alarm;

import io.redoubt.api.attack.AttackFamily;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.attack.AttackSetting;

/** What an attack knows about the model and how it searches. This determines the expected ranking of attacks. */
public final class AttackCategory {

    private AttackCategory() {}

    /** Whether no attack of the suite uses gradients. */
    public static boolean isBlackBox(AttackName attack) {
        return attack.steps().stream().allMatch(AttackCategory::isBlackBox);
    }

    /** Whether the attack uses no gradients. */
    public static boolean isBlackBox(AttackSetting attack) {
        return attack.family().guidance() == AttackFamily.Guidance.QUERIES;
    }

    /** Whether every attack of the suite takes a single gradient step. */
    public static boolean isOneStep(AttackName attack) {
        return attack.steps().stream().allMatch(AttackCategory::isOneStep);
    }

    private static boolean isOneStep(AttackSetting attack) {
        return !isBlackBox(attack) && attack.budget() == 1;
    }

    /** Whether some attack of the suite takes several gradient steps. */
    public static boolean isIterative(AttackName attack) {
        return attack.steps().stream().anyMatch(step -> !isBlackBox(step) && step.budget() > 1);
    }

    /** Whether the suite takes several gradient steps, all of them on the cross entropy. */
    public static boolean followsCrossEntropy(AttackName attack) {
        return isIterative(attack) && attack.steps().stream().allMatch(AttackCategory::followsCrossEntropy);
    }

    private static boolean followsCrossEntropy(AttackSetting attack) {
        return switch (attack.family().guidance()) {
            case CHOSEN_LOSS -> !attack.margin() && !attack.targeted();
            case CROSS_ENTROPY -> true;
            case OTHER_LOSS, QUERIES -> false;
        };
    }
}
