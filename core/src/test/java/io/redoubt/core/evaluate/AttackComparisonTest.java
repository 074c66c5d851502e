package io.redoubt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.redoubt.api.IndexRange;
import io.redoubt.api.attack.AttackName;
import io.redoubt.api.report.AttackFigures;
import io.redoubt.api.report.EvaluatedAttack;
import io.redoubt.api.report.EvaluatedExamples;
import io.redoubt.core.alarm.Alarm;
import io.redoubt.core.alarm.AlarmInputs;
import io.redoubt.core.alarm.ClassNames;
import io.redoubt.core.alarm.rule.AlarmRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of 100 images, the first 80 are classified correctly without a perturbation. */
class AttackComparisonTest {
    private static final int IMAGES = 100;

    private final List<EvaluatedAttack> attacks = new ArrayList<>();
    private final List<Predictions> predictions = new ArrayList<>();

    @Test
    void attacksInTheExpectedOrderRaiseNoAlarm() {
        add("fgsm", 60, 0);
        add("pgd-20", 50, 0);
        add("square", 65, 0);

        assertThat(alarms()).isEmpty();
    }

    @Test
    void noAttacksRaiseNoAlarm() {
        assertThat(alarms()).isEmpty();
    }

    @Test
    void oneStepBeatingSeveralIsReported() {
        add("fgsm", 40, 0);
        add("pgd-20", 50, 0);

        assertThat(alarms())
                .singleElement()
                .asString()
                .startsWith("one gradient step beats several: of 80 images that are classified correctly without a"
                        + " perturbation, 40 withstand fgsm and 50 withstand pgd-20");
    }

    @Test
    void gradientFreeSearchBeatingGradientsIsReported() {
        add("square", 40, 0);
        add("pgd-20", 50, 0);

        assertThat(alarms())
                .singleElement()
                .asString()
                .startsWith("10 of the 50 images that withstand pgd-20 are fooled by square, which uses no gradients");
    }

    @Test
    void gradientFreeSearchBeatingGradientsWithinASuiteIsReported() {
        add("pgd-20+square", 40, 0, step("clean", IMAGES, 20), step("pgd-20", 80, 30), step("square", 50, 10));

        assertThat(alarms())
                .singleElement()
                .asString()
                .startsWith("10 of the 50 images that withstand pgd-20 are fooled by square within pgd-20+square");
    }

    @Test
    void lastFiguresOfADuplicateAttackCount() {
        add(
                "pgd-20+square+square",
                40,
                0,
                step("clean", IMAGES, 20),
                step("pgd-20", 80, 30),
                step("square", 50, 20),
                step("square", 30, 0));

        assertThat(alarms()).isEmpty();
    }

    @Test
    void misleadingCrossEntropyIsReported() {
        add("pgd-20", 50, 0);
        add("pgd-20-margin", 40, 0);

        assertThat(alarms())
                .singleElement()
                .asString()
                .startsWith("accuracy under pgd-20 (50.0 %) is far above accuracy under pgd-20-margin (40.0 %)");
    }

    @Test
    void differingPassesAreReported() {
        add("pgd-20", 50, 1);

        assertThat(alarms()).singleElement().asString().startsWith("1 of 100 examples of pgd-20");
    }

    private void add(String attack, int robust, int differing, AttackFigures... suite) {
        Predictions predicted = right(robust);
        EvaluatedExamples examples = new EvaluatedExamples(
                attack + ".safetensors",
                "0".repeat(64),
                0,
                IMAGES,
                Accuracy.of(predicted).figures(),
                0.03,
                differing);
        attacks.add(EvaluatedAttack.of(AttackName.parse(attack), examples, List.of(suite)));
        predictions.add(predicted);
    }

    private List<String> alarms() {
        Predictions clean = right(80);
        AlarmInputs inputs = AlarmInputs.builder(
                        "",
                        Accuracy.of(clean).figures(),
                        ModelEvaluator.compare(clean, attacks, predictions),
                        new ClassNames("data", List.of("a", "b")))
                .build();
        return AlarmRules.check(inputs).stream().map(Alarm::text).toList();
    }

    private static AttackFigures step(String attack, int attacked, int fooled) {
        return new AttackFigures(attack, attacked, fooled, attacked - fooled, attacked, attacked, 1);
    }

    /** Predictions of which the first {@code images} are correct. */
    private static Predictions right(int images) {
        int[] predicted = new int[IMAGES];
        int[] labels = IntStream.range(0, IMAGES).map(i -> i % 2).toArray();
        Arrays.setAll(predicted, i -> i < images ? labels[i] : 1 - labels[i]);
        return new Predictions(new IndexRange(0, IMAGES), predicted, labels);
    }
}
