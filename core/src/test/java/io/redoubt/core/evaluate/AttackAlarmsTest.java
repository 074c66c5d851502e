package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.SchemaVersion;
import io.redoubt.api.report.AttackCost;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.Scores;
import io.redoubt.api.request.AttackName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of 1,000 images, the first 800 are right as they are. */
class AttackAlarmsTest {

    private static final int IMAGES = 1000;
    private static final int CLEAN = 800;

    private final Map<String, List<Integer>> attacks = new LinkedHashMap<>();

    @Test
    void attacksInTheirUsualOrderRaiseNone() {
        right("fgsm", 0, 600);
        right("pgd-20", 0, 500);
        right("pgd-20-margin", 0, 480);
        right("autoattack", 0, 465);
        right("square", 0, 650);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void oneStepThatBeatsSeveralIsToldWithItsFigures() {
        right("fgsm", 0, 400);
        right("pgd-20", 5, 500);

        assertThat(alarms())
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .startsWith("model: one gradient step beats several")
                .contains(
                        "of 800 images", "400 withstand fgsm", "495 withstand pgd-20", "100 fall to the first", "5 to");
    }

    /** Ten of a thousand are luck. */
    @Test
    void oneStepMayBeAheadByAFew() {
        right("fgsm", 0, 490);
        right("pgd-20", 0, 500);
        assertThat(alarms()).isEmpty();

        right("fgsm", 0, 489);
        assertThat(alarms()).hasSize(1);
    }

    /** FGSM fools 50 images that PGD-20 does not, and PGD-20 more that FGSM does not: together that is no reason for doubt. */
    @Test
    void oneStepIsComparedByWhatBothFind() {
        right("fgsm", 0, 600);
        right("pgd-20", 50, 600);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void everyAttackWithSeveralStepsShouldBeatOneStep() {
        right("fgsm", 0, 400);
        right("pgd-20", 0, 395);
        right("autoattack", 0, 450);

        assertThat(alarms()).singleElement().asString().contains("withstand autoattack");
    }

    @Test
    void aBlackBoxAttackThatFindsWhatNoGradientDidIsTold() {
        right("fgsm", 0, 700);
        right("pgd-20", 0, 500);
        right("square", 11, 600);

        assertThat(alarms())
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .startsWith("model: 11 of the 500 images that withstand fgsm, pgd-20 fall to square");
    }

    @Test
    void aBlackBoxAttackMayFindAFewThatGradientsDidNot() {
        right("pgd-20", 0, 500);
        right("square", 10, 600);

        assertThat(alarms()).isEmpty();
    }

    /** PGD makes 900 images right; that 100 of them are wrong when clean, and so under Square, is not the work of Square. */
    @Test
    void imagesThatAreWrongAsTheyAreDoNotCount() {
        right("pgd-20", 0, 900);
        right("square", 0, 800);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void blackBoxAttacksAloneHaveNothingToBeat() {
        right("square", 0, 300);
        right("square-1000", 0, 400);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void withinALadderTheImagesThatWithstoodGradientsCount() {
        right("autoattack", 0, 400);
        AttackCost cost = new AttackCost(
                1, 1, 1, List.of(AttackFigures.of("fab-t", 500, 70, 1), AttackFigures.of("square", 430, 30, 1)));

        assertThat(alarms(Map.of("autoattack", cost)))
                .singleElement()
                .matches(Alarm::unreliable)
                .asString()
                .startsWith("model: 30 of the 430 images that withstand apgd-ce, apgd-t, fab-t fall to square within"
                        + " autoattack");
    }

    @Test
    void aLadderThatBeginsWithABlackBoxAttackSaysNothingOfGradients() {
        right("square+pgd-20", 0, 400);
        AttackCost cost = new AttackCost(
                1, 1, 1, List.of(AttackFigures.of("square", 800, 300, 1), AttackFigures.of("pgd-20", 500, 100, 1)));

        assertThat(alarms(Map.of("square+pgd-20", cost))).isEmpty();
    }

    /** The worst case has the lower figure: it is the higher one that is of no use. */
    @Test
    void aCrossEntropyFarAboveStrongerLossesOverstates() {
        right("pgd-20", 0, 500);
        right("pgd-20-margin", 0, 440);
        right("autoattack", 0, 430);

        assertThat(alarms())
                .singleElement()
                .matches(alarm -> !alarm.unreliable())
                .asString()
                .contains("pgd-20 (50.0 %) is far above that under autoattack (43.0 %)", "overstates");
    }

    @Test
    void fivePointsAreNotFar() {
        right("apgd-ce", 0, 500);
        right("autoattack", 0, 450);
        assertThat(alarms()).isEmpty();

        right("autoattack", 0, 449);
        assertThat(alarms()).hasSize(1);
    }

    @Test
    void passesThatDifferAreToldAndDoubtTheFigureBeyondAFew() {
        right("pgd-20", 0, 500);

        assertThat(AttackAlarms.of("model", names(), scores(Map.of("pgd-20", 3)), Map.of()))
                .singleElement()
                .matches(alarm -> !alarm.unreliable())
                .asString()
                .startsWith("model: 3 of 1,000 examples of pgd-20");
        assertThat(AttackAlarms.of("model", names(), scores(Map.of("pgd-20", 11)), Map.of()))
                .singleElement()
                .matches(Alarm::unreliable);
    }

    /** The images from the first to before the second index are right under the attack. */
    private void right(String attack, int from, int to) {
        attacks.put(
                attack,
                IntStream.range(0, IMAGES)
                        .mapToObj(image -> image >= from && image < to ? 1 : 0)
                        .toList());
    }

    private List<Alarm> alarms() {
        return alarms(Map.of());
    }

    private List<Alarm> alarms(Map<String, AttackCost> costs) {
        return AttackAlarms.of("model", names(), scores(Map.of()), costs);
    }

    private List<AttackName> names() {
        return attacks.keySet().stream().map(AttackName::parse).toList();
    }

    private Scores scores(Map<String, Integer> differing) {
        List<Integer> clean = IntStream.range(0, IMAGES)
                .mapToObj(image -> image < CLEAN ? 1 : 0)
                .toList();
        return new Scores(SchemaVersion.VERSION, Collections.nCopies(IMAGES, 1), clean, attacks, differing);
    }
}
