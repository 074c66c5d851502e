package io.redoubt.core.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.request.AttackName;
import io.redoubt.core.threat.LinfBall;
import org.junit.jupiter.api.Test;

class AttacksTest {
    private static final LinfBall BALL = new LinfBall(8 / 255.0);

    @Test
    void aNameGivesFamilyAndSteps() {
        Attack attack = Attacks.of(AttackName.parse("pgd-20"), BALL, 2 / 255.0);

        assertThat(attack).isEqualTo(Pgd.of(BALL, 20, 2 / 255.0));
        assertThat(attack.name()).isEqualTo("pgd-20");
        assertThat(attack.passes()).isEqualTo(20);
        assertThat(Attacks.of(AttackName.parse("fgsm"), BALL, 2 / 255.0)).isEqualTo(Pgd.fgsm(BALL));
    }
}
