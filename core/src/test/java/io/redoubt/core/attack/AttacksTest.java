package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redoubt.api.InvalidFieldException;
import io.redoubt.api.attack.AttackName;
import io.redoubt.core.attack.apgd.ApgdAttack;
import io.redoubt.core.attack.pgd.PgdAttack;
import io.redoubt.core.threat.L2Ball;
import io.redoubt.core.threat.LinfBall;
import org.junit.jupiter.api.Test;

class AttacksTest {
    private static final LinfBall BALL = new LinfBall(8 / 255.0);
    private static final double STEP = 2 / 255.0;

    @Test
    void nameDeterminesFamilyAndSteps() {
        AttackSuite suite = Attacks.of(AttackName.parse("pgd-20"), BALL, STEP);

        assertThat(suite.attacks()).containsExactly(new PgdAttack("pgd-20", 20, STEP, true, 1, false, false));
        assertThat(suite.everyImage()).as("as in the paper").isTrue();
        assertThat(suite.passes()).isEqualTo(22);
    }

    @Test
    void nameDeterminesRestartsLossAndTargets() {
        assertThat(Attacks.of(AttackName.parse("pgd-7x3-margin-targeted"), BALL, STEP)
                        .attacks())
                .containsExactly(new PgdAttack("pgd-7x3-margin-targeted", 7, STEP, true, 3, true, true));
    }

    @Test
    void fgsmIsOneStepOfTheRadiusFromTheCleanImage() {
        assertThat(Attacks.of(AttackName.parse("fgsm"), new L2Ball(0.5), STEP).attacks())
                .containsExactly(new PgdAttack("fgsm", 1, 0.5, false, 1, false, false));
    }

    @Test
    void autoPgdHasThreeLosses() {
        assertThat(Attacks.of(AttackName.parse("apgd-ce+apgd-dlr-50+apgd-tx2"), BALL, STEP)
                        .attacks())
                .containsExactly(
                        new ApgdAttack("apgd-ce", 100, 1, ApgdAttack.Loss.CROSS_ENTROPY),
                        new ApgdAttack("apgd-dlr-50", 50, 1, ApgdAttack.Loss.DLR),
                        new ApgdAttack("apgd-t-100x2", 100, 2, ApgdAttack.Loss.TARGETED_DLR));
    }

    @Test
    void corruptionsAreRejectedAsAnAttack() {
        assertThatThrownBy(() -> Attacks.of(AttackName.parse("corruptions"), BALL, STEP))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("corruptions");
    }
}
