package io.redoubt.core.alarm.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.SampleInputs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of 1,000 images, the first 800 are classified correctly without a perturbation. */
class AttackRulesTest {

    private final SampleInputs inputs = new SampleInputs();

    @Test
    void attacksInTheExpectedOrderRaiseNoAlarm() {
        correct("fgsm", 0, 600);
        correct("pgd-20", 0, 500);
        correct("pgd-20-margin", 0, 480);
        correct("autoattack", 0, 465);
        correct("square", 0, 650);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void oneStepThatBeatsSeveralIsReportedWithFigures() {
        correct("fgsm", 0, 400);
        correct("pgd-20", 5, 500);

        assertThat(alarms())
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .startsWith("model: one gradient step beats several")
                .contains(
                        "of 800 images",
                        "400 withstand fgsm",
                        "495 withstand pgd-20",
                        "100 are fooled only by the former",
                        "5 only by the latter");
    }

    /** Ten of a thousand are within the tolerance. */
    @Test
    void oneStepAheadByAFewImagesRaisesNoAlarm() {
        correct("fgsm", 0, 490);
        correct("pgd-20", 0, 500);
        assertThat(alarms()).isEmpty();

        correct("fgsm", 0, 489);
        assertThat(alarms()).hasSize(1);
    }

    /** FGSM fools 50 images that PGD-20 does not, and PGD-20 more that FGSM does not: the balance raises no alarm. */
    @Test
    void oneStepIsComparedByTheDifferenceOfCounts() {
        correct("fgsm", 0, 600);
        correct("pgd-20", 50, 600);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void oneStepIsComparedWithEveryIterativeAttack() {
        correct("fgsm", 0, 400);
        correct("pgd-20", 0, 395);
        correct("autoattack", 0, 450);

        assertThat(alarms()).singleElement().asString().contains("withstand autoattack");
    }

    @Test
    void blackBoxAttackThatFoolsImagesNoGradientAttackDoesIsReported() {
        correct("fgsm", 0, 700);
        correct("pgd-20", 0, 500);
        correct("square", 11, 600);

        assertThat(alarms())
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .startsWith("model: 11 of the 500 images that withstand fgsm, pgd-20 are fooled by square");
    }

    @Test
    void blackBoxAttackThatFoolsAFewMoreImagesRaisesNoAlarm() {
        correct("pgd-20", 0, 500);
        correct("square", 10, 600);

        assertThat(alarms()).isEmpty();
    }

    /** 900 images are correct under PGD. 100 of them are misclassified when clean and so also under Square, which did not fool them. */
    @Test
    void misclassifiedCleanImagesAreNotCounted() {
        correct("pgd-20", 0, 900);
        correct("square", 0, 800);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void blackBoxAttacksAloneRaiseNoAlarm() {
        correct("square", 0, 300);
        correct("square-1000", 0, 400);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void blackBoxAttackWithinASuiteIsComparedOnTheImagesItIsGiven() {
        correct("autoattack", 0, 400);
        AttackCost cost = new AttackCost(
                1, 1, 1, List.of(AttackFigures.of("fab-t", 500, 70, 1), AttackFigures.of("square", 430, 30, 1)));

        inputs.cost("autoattack", cost);

        assertThat(alarms())
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .startsWith(
                        "model: 30 of the 430 images that withstand apgd-ce, apgd-t, fab-t are fooled by square within"
                                + " autoattack");
    }

    @Test
    void suiteThatStartsWithABlackBoxAttackRaisesNoAlarm() {
        correct("square+pgd-20", 0, 400);
        AttackCost cost = new AttackCost(
                1, 1, 1, List.of(AttackFigures.of("square", 800, 300, 1), AttackFigures.of("pgd-20", 500, 100, 1)));

        inputs.cost("square+pgd-20", cost);

        assertThat(alarms()).isEmpty();
    }

    /** The worst case already contains the lower figure, so that it is not in doubt. */
    @Test
    void crossEntropyFarAboveStrongerLossesIsReported() {
        correct("pgd-20", 0, 500);
        correct("pgd-20-margin", 0, 440);
        correct("autoattack", 0, 430);

        assertThat(alarms())
                .singleElement()
                .matches(alarm -> !alarm.unreliable())
                .asString()
                .contains("pgd-20 (50.0 %) is far above accuracy under autoattack (43.0 %)", "overstates");
    }

    @Test
    void fivePointsAreWithinTheThreshold() {
        correct("apgd-ce", 0, 500);
        correct("autoattack", 0, 450);
        assertThat(alarms()).isEmpty();

        correct("autoattack", 0, 449);
        assertThat(alarms()).hasSize(1);
    }

    @Test
    void differingPassesAreReportedAndUnreliableBeyondTheTolerance() {
        correct("pgd-20", 0, 500);

        inputs.differing("pgd-20", 3);
        assertThat(alarms())
                .singleElement()
                .matches(alarm -> !alarm.unreliable())
                .asString()
                .startsWith("model: 3 of 1,000 examples of pgd-20");
        inputs.differing("pgd-20", 11);
        assertThat(alarms()).singleElement().matches(Alarm::unreliable);
    }

    private void correct(String attack, int from, int to) {
        inputs.correct(attack, from, to);
    }

    private List<Alarm> alarms() {
        return AlarmRules.check(inputs.builder().build());
    }
}
