package io.redoubt.core.attack;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.request.AttackFamily;
import io.redoubt.api.request.AttackName;
import io.redoubt.api.request.AttackSetting;
import io.redoubt.core.threat.Ball;
import java.util.Map;

/** Creates attacks from their names in requests. CONTRIBUTING.md lists the steps to add one. */
public final class Attacks {
    private static final Map<AttackFamily, Family> FAMILIES = Map.of(
            AttackFamily.FGSM,
                    (step, ball, stepSize) ->
                            new PgdAttack(step.toString(), 1, ball.radius(), false, 1, step.margin(), step.targeted()),
            AttackFamily.PGD,
                    (step, ball, stepSize) -> new PgdAttack(
                            step.toString(),
                            step.budget(),
                            stepSize,
                            true,
                            step.restarts(),
                            step.margin(),
                            step.targeted()),
            AttackFamily.APGD_CE, (step, ball, stepSize) -> autoPgd(step, ApgdAttack.Loss.CROSS_ENTROPY),
            AttackFamily.APGD_DLR, (step, ball, stepSize) -> autoPgd(step, ApgdAttack.Loss.DLR),
            AttackFamily.APGD_T, (step, ball, stepSize) -> autoPgd(step, ApgdAttack.Loss.TARGETED_DLR),
            AttackFamily.FAB_T,
                    (step, ball, stepSize) -> new FabAttack(step.toString(), step.budget(), step.restarts()),
            AttackFamily.SQUARE,
                    (step, ball, stepSize) -> new SquareAttack(step.toString(), step.budget(), step.restarts()));

    private Attacks() {}

    /**
     * The attacks of a name, in order.
     *
     * @param ball the perturbation set
     * @param stepSize length of a gradient step in pixel space, for attacks that take steps of one length
     * @throws InvalidFieldException for corruptions, which are no search
     */
    public static AttackSuite of(AttackName name, Ball ball, double stepSize) {
        return new AttackSuite(
                name.steps().stream().map(step -> of(step, ball, stepSize)).toList(), name.perturbsEveryImage());
    }

    private static Attack of(AttackSetting step, Ball ball, double stepSize) {
        Family family = FAMILIES.get(step.family());
        if (family == null) {
            throw new InvalidFieldException("attack", step + " is no search for a point of a ball");
        }
        return family.create(step, ball, stepSize);
    }

    private static Attack autoPgd(AttackSetting step, ApgdAttack.Loss loss) {
        return new ApgdAttack(step.toString(), step.budget(), step.restarts(), loss);
    }

    /** Makes an attack of one family. */
    @FunctionalInterface
    private interface Family {
        Attack create(AttackSetting step, Ball ball, double stepSize);
    }
}
